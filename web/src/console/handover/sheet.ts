import type { CardNote, CaseCard, Holder, SquadCard, Supervision } from "@/api/shapes";
import type { Row } from "@/live/queue";
import { onDuty } from "@/live/unitStatus";
import { awaitsMe, openSupervisions, unreadCards } from "../queue/lanes";

/** One line of the handover sheet: a case, its clock, whose turn it is, and what was done last. */
export interface OpenLine {
  row: Row;
  holder: Holder;
  unit: string | undefined;
  last: { what: "received" | "closed" | string; at: string };
}

export interface Sheet {
  open: OpenLine[];
  cards: { card: CaseCard; note: CardNote }[];
  supervisions: { card: CaseCard; order: Supervision; late: boolean }[];
  approvals: CaseCard[];
  squads: SquadCard[];
}

const WITH_SQUAD = new Set<Row["stage"]>(["receipt", "respond", "travel", "remote", "scene"]);

export function sheet(
  rows: readonly Row[],
  squads: readonly SquadCard[],
  now: number,
  me: Parameters<typeof awaitsMe>[1],
): Sheet {
  const cards = rows.map((row) => row.card);
  const endOfDay = endOfCityDay(now);
  return {
    open: rows.map((row) => ({ row, ...turn(row), last: lastStep(row.card) })),
    cards: cards.flatMap((card) => unreadCards(card).map((note) => ({ card, note }))),
    supervisions: cards.flatMap((card) =>
      openSupervisions(card)
        .filter((order) => Date.parse(order.due) <= endOfDay)
        .map((order) => ({ card, order, late: Date.parse(order.due) < now })),
    ),
    approvals: cards.filter((card) => awaitsMe(card, me)),
    squads: squads.filter(onDuty),
  };
}

function turn({ card, stage }: Row): { holder: Holder; unit: string | undefined } {
  if (card.turn) {
    const { holder, unit } = card.turn;
    return { holder, unit: holder === "squad" ? card.squadCode : unit };
  }
  return { holder: WITH_SQUAD.has(stage) ? "squad" : "centre", unit: card.squadCode ?? card.unit };
}

/** The latest promise that was kept, else the registration. */
export function lastStep(card: CaseCard): OpenLine["last"] {
  const steps = [
    { what: "received", at: card.receivedAt },
    ...card.clocks.flatMap(({ kind, stopped }) =>
      stopped && kind !== "ack" ? [{ what: kind as string, at: stopped }] : [],
    ),
    ...(card.closedAt ? [{ what: "closed", at: card.closedAt }] : []),
  ];
  return steps.reduce((latest, step) => (Date.parse(step.at) >= Date.parse(latest.at) ? step : latest));
}

const CITY = 8 * 3_600_000;
const DAY = 86_400_000;
/** Midnight in the city; there is no summer time in China. */
export const endOfCityDay = (now: number) => Math.floor((now + CITY) / DAY + 1) * DAY - CITY;
