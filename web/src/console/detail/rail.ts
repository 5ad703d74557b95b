import type { CaseCard, ClockKind, ClockView } from "@/api/shapes";

export const STEPS = [
  "received",
  "directive",
  "response",
  "arrival",
  "firstReply",
  "closed",
  "feedback",
] as const;
export type Step = (typeof STEPS)[number];

export interface Stop {
  step: Step;
  state: "done" | "now" | "todo" | "skipped";
  /** When it happened. */
  at?: string;
  /** Minutes allowed, for what is still to come. */
  limit?: number;
  late: boolean;
}

const CLOCK: Record<Exclude<Step, "received">, ClockKind> = {
  directive: "C1",
  response: "C2",
  arrival: "C3",
  firstReply: "C4",
  closed: "C5",
  feedback: "C6",
};
const LIMIT: Record<Exclude<Step, "received">, number> = {
  directive: 15,
  response: 45,
  arrival: 90,
  firstReply: 24 * 60,
  closed: 24 * 60,
  feedback: 24 * 60,
};

/** 受理-指令-响应-到场-首回-办结-反馈: seven stops with their times; `current` is the clock the ring shows. */
export function rail(card: CaseCard, current: ClockKind | undefined): Stop[] {
  const stops: Stop[] = [{ step: "received", state: "done", at: card.receivedAt, late: false }];
  const closed = ["closed", "fedBack", "returnVisited", "archived"].includes(card.workflow);
  for (const step of STEPS) {
    if (step === "received") continue;
    const clock = latest(card.clocks, CLOCK[step]);
    const at = step === "closed" ? (card.closedAt ?? clock?.stopped) : clock?.stopped;
    const late = clock?.met === false;
    if (at !== undefined) stops.push({ step, state: "done", at, late });
    else if (clock?.cancelled) stops.push({ step, state: "skipped", late: false });
    else if (clock && CLOCK[step] === current)
      stops.push({ step, state: "now", limit: LIMIT[step], late: false });
    else if (!clock && notNeeded(step, card, closed)) stops.push({ step, state: "skipped", late: false });
    else stops.push({ step, state: "todo", limit: LIMIT[step], late: false });
  }
  return stops;
}

const latest = (clocks: readonly ClockView[], kind: ClockKind) =>
  clocks.filter((clock) => clock.kind === kind).at(-1);

/** The fast steps of a case nobody called fast, and what a closed case never needed. */
function notNeeded(step: Step, card: CaseCard, closed: boolean) {
  if (step === "directive" || step === "response" || step === "arrival") {
    return card.fast === "none" && card.workflow !== "received" && card.workflow !== "triaging";
  }
  return closed && step !== "feedback" && step !== "closed";
}

/** 15′ or 24h */
export const limitText = (minutes: number) => (minutes >= 24 * 60 ? `${minutes / 60}h` : `${minutes}′`);
