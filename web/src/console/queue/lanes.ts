import type { CaseCard, Me, Role } from "@/api/shapes";
import { isRunning } from "@/clocks/countdown";
import type { Row } from "@/live/queue";

/** The work of one desk (岗位队列): what a person in that post has to look at. */
export const LANES = [
  "all",
  "intake",
  "triage",
  "county",
  "station",
  "approval",
  "supervision",
  "visit",
  "liaison",
] as const;
export type Lane = (typeof LANES)[number];

/** Which desks a post works at, its own first. */
const BY_ROLE: Partial<Record<Role, readonly Lane[]>> = {
  cityDispatcher: ["all", "intake", "triage", "county", "approval", "supervision", "visit", "liaison"],
  countyDispatcher: ["all", "intake", "triage", "county", "station", "approval", "supervision", "visit"],
  stationHead: ["all", "station", "supervision"],
  section: ["all", "triage", "supervision"],
  leadership: ["all", "supervision"],
  liaison: ["liaison"],
};
const FIRST: Partial<Record<Role, Lane>> = {
  stationHead: "station",
  section: "triage",
  leadership: "supervision",
  liaison: "liaison",
};

export const lanesOf = (role: Role | undefined): readonly Lane[] => (role && BY_ROLE[role]) || ["all"];
export const firstLane = (role: Role | undefined): Lane => (role && FIRST[role]) || "all";

const runs = (card: CaseCard, kind: string) =>
  card.clocks.some((clock) => clock.kind === kind && isRunning(clock));
const HANDLED = new Set<CaseCard["workflow"]>([
  "routed",
  "investigating",
  "handling",
  "awaitingMaterials",
  "preSettlement",
]);
/** A station by its name: 英雄中路市场监管所. */
const isStation = (unit: string) => unit.endsWith("所");

/** A proposal of somebody else that this person may decide. */
export const awaitsMe = ({ proposal }: CaseCard, me: Me | undefined) =>
  proposal !== undefined &&
  proposal.by !== me?.id &&
  (me?.role === "countyDispatcher" || me?.role === "cityDispatcher");
export const openSupervisions = (card: CaseCard) =>
  (card.supervisions ?? []).filter((order) => !order.closedAt);
/** What leadership has asked for and nobody has answered. */
export const openRequests = (card: CaseCard) => card.supervisionRequests ?? [];
export const unreadCards = (card: CaseCard) => (card.cards ?? []).filter((note) => !note.ackAt);

export function inLane({ card, stage }: Row, lane: Lane, me: Me | undefined): boolean {
  switch (lane) {
    case "all":
      return true;
    case "intake":
      return (
        ["received", "returned", "reopened"].includes(card.workflow) ||
        runs(card, "C8") ||
        (card.workflow === "merged" && runs(card, "C4"))
      );
    case "triage":
      return card.workflow === "triaging" || stage === "dispatch";
    case "county":
      return HANDLED.has(card.workflow) || stage === "notice";
    case "station":
      return (HANDLED.has(card.workflow) || stage === "notice") && ofStation(card, me);
    case "approval":
      return awaitsMe(card, me);
    case "supervision":
      return (
        openRequests(card).length > 0 || openSupervisions(card).length > 0 || unreadCards(card).length > 0
      );
    case "visit":
      return card.workflow === "fedBack" || card.underReview === true;
    case "liaison":
      return (
        (card.incident !== undefined && !card.incidentOver) ||
        openSupervisions(card).some((order) => order.mode === "joint")
      );
  }
}

/** A head of a station sees the own one; without an office on the account, and for the county, every station. */
function ofStation(card: CaseCard, me: Me | undefined) {
  if (!card.unit) return false;
  return me?.role === "stationHead" && me.office ? card.unit === me.office.name : isStation(card.unit);
}

export function countByLane(
  rows: readonly Row[],
  lanes: readonly Lane[],
  me: Me | undefined,
): Record<Lane, number> {
  const counts = Object.fromEntries(LANES.map((lane) => [lane, 0])) as Record<Lane, number>;
  for (const row of rows) for (const lane of lanes) if (inLane(row, lane, me)) counts[lane]++;
  return counts;
}
