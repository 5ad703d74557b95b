import type { CaseCard, SquadCard } from "@/api/shapes";
import { metresBetween } from "@/map/metres";
import { type BusySquad, outFor, type WhenBusy } from "../desk/busy";
import { matches } from "./match";
import type { Completion, Desk, Sending } from "./orders";

/** What stands behind the squad: the words dispatchers use, then what an English keyboard finds fast. */
const MODES: Record<WhenBusy, readonly [string, ...string[]]> = {
  queue: ["排队", "paidui", "pd"],
  alongside: ["同场", "tongchang", "tc"],
  preempt: ["抢派", "qiangpai", "qp"],
};

export interface Said {
  /** The squad, as far as it is typed. */
  squad: string;
  modes: WhenBusy[];
  reason: string;
}

/** 潞州12 抢派 有人受伤: the squad, how it gets the case, and why. */
export function said(words: readonly string[]): Said {
  const at = words.findIndex((word) => modesNamed(word).length > 0);
  const squad = (at < 0 ? words : words.slice(0, at)).join("").toLowerCase();
  if (at < 0) return { squad, modes: [], reason: "" };
  return { squad, modes: modesNamed(words[at] ?? ""), reason: words.slice(at + 1).join(" ") };
}

const modesNamed = (word: string) =>
  (Object.keys(MODES) as WhenBusy[]).filter((mode) =>
    MODES[mode].some((name) => name.startsWith(word.toLowerCase())),
  );

/** Squads that are out and could still get this case, with each way that is open to them. */
export function busyLines(
  card: CaseCard,
  { squad: wanted, modes, reason }: Said,
  desk: Desk,
  line: (code: string) => string,
  order: (sending: Sending) => Completion["order"],
): Completion[] {
  const caseOf = (id: string) => desk.rows.find((row) => row.card.id === id)?.card;
  return outFor(card, desk.squads, caseOf, metresBetween)
    .filter(({ code }) => matches(code, wanted))
    .flatMap((squad) =>
      waysOf(squad)
        .filter((mode) => modes.length === 0 || modes.includes(mode))
        .map((mode): Completion => {
          const text = `${line(squad.code)} ${MODES[mode][0]}`;
          const sending = { caseId: card.id, squadId: squad.id, whenBusy: mode };
          if (mode !== "preempt") return { text, hint: desk.hint.busy(squad), order: order(sending) };
          return reason === ""
            ? { text, hint: desk.hint.why(), barred: true, order: { do: "barred", why: desk.hint.why() } }
            : {
                text: `${text} ${reason}`,
                hint: desk.hint.busy(squad),
                order: order({ ...sending, reason }),
              };
        }),
    );
}

const CALLED_AWAY: readonly SquadCard["state"][] = ["assigned", "responding", "enRoute"];

/** Together where both are at one place; called away only while nobody is on the scene. */
const waysOf = ({ together, state }: BusySquad): WhenBusy[] => [
  ...(together ? (["alongside"] as const) : []),
  "queue",
  ...(CALLED_AWAY.includes(state) ? (["preempt"] as const) : []),
];
