import type { CaseCard } from "@/api/shapes";
import { type Countdown, countdown, nearestClock, type Urgency, urgencyRank } from "@/clocks/countdown";
import { type Stage, stageOf } from "./stage";

export const TABS = ["all", "due", "dispatch", "respond", "travel", "scene"] as const;
export type Tab = (typeof TABS)[number];

export interface Row {
  card: CaseCard;
  stage: Stage;
  countdown: Countdown | undefined;
  urgency: Urgency;
}

export function rowOf(card: CaseCard, now: number): Row {
  const clock = nearestClock(card.clocks);
  const left = clock && countdown(clock, now);
  return { card, stage: stageOf(card), countdown: left, urgency: left?.urgency ?? "ok" };
}

/** Found major by a person, not by a rule. */
const major = ({ card }: Row) => card.gradedByPerson === true && card.grade === 1;

/** Breach, urge, half, ok; inside first what a person graded I, then by time left; what has no clock comes last, the oldest first. */
export function byUrgency(a: Row, b: Row): number {
  return (
    Number(!a.countdown) - Number(!b.countdown) ||
    urgencyRank(a.urgency) - urgencyRank(b.urgency) ||
    Number(major(b)) - Number(major(a)) ||
    (a.countdown?.left ?? 0) - (b.countdown?.left ?? 0) ||
    a.card.receivedAt.localeCompare(b.card.receivedAt) ||
    a.card.id.localeCompare(b.card.id)
  );
}

export function inTab(row: Row, tab: Tab): boolean {
  switch (tab) {
    case "all":
      return true;
    case "due":
      return row.urgency === "urge" || row.urgency === "breach";
    case "dispatch":
      return row.stage === "dispatch";
    case "respond":
      return row.stage === "receipt" || row.stage === "respond";
    case "travel":
      return row.stage === "travel";
    case "scene":
      return row.stage === "scene" || row.stage === "remote";
  }
}

export function countByTab(rows: readonly Row[]): Record<Tab, number> {
  const counts = { all: 0, due: 0, dispatch: 0, respond: 0, travel: 0, scene: 0 };
  for (const row of rows) for (const tab of TABS) if (inTab(row, tab)) counts[tab]++;
  return counts;
}

export function countByUrgency(rows: readonly Row[]): Record<Urgency, number> {
  const counts = { breach: 0, urge: 0, half: 0, ok: 0 };
  for (const row of rows) counts[row.urgency]++;
  return counts;
}

/** Next case nobody has been sent to, after the one just dispatched; wraps round. */
export function nextToDispatch(rows: readonly Row[], after: string): string | undefined {
  const at = rows.findIndex((row) => row.card.id === after);
  const round = [...rows.slice(at + 1), ...rows.slice(0, Math.max(0, at))];
  return round.find((row) => row.stage === "dispatch" && row.card.id !== after)?.card.id;
}
