import type { CaseCard, SquadState } from "@/api/shapes";

/** The steps of one job, in the order a squad takes them. */
export const STEPS = ["ack", "respond", "depart", "arrive", "close", "feedback"] as const;
export type Step = (typeof STEPS)[number];

/** A step taken on this phone that the server has not acknowledged yet. */
export interface PendingStep {
  step: Step;
  remote?: boolean;
}

export type Mark = "done" | "pending" | "now" | "ahead";

export interface Progress {
  /** The job goes by telephone: nobody departs or arrives. */
  remote: boolean;
  rail: { step: Step; mark: Mark }[];
  /** What the one big button does; nothing left means the squad is on its way back. */
  next: Step | undefined;
}

const DONE: Partial<Record<CaseCard["fast"], Step[]>> = {
  directiveReceived: ["ack"],
  responded: ["ack", "respond"],
  remoteHandling: ["ack", "respond"],
  enRoute: ["ack", "respond", "depart"],
  onScene: ["ack", "respond", "depart", "arrive"],
  sceneDone: ["ack", "respond", "depart", "arrive"],
};

type CaseStage = Pick<CaseCard, "fast" | "workflow">;

/** Where the job stands: what the server says, and on top of it what this phone still has to report. */
export function progress(
  card: CaseStage,
  pending: readonly PendingStep[] = [],
  mode?: "remote" | "onSite",
): Progress {
  const closed = ["closed", "fedBack", "returnVisited", "archived"].includes(card.workflow);
  const remote =
    mode === "remote" || card.fast === "remoteHandling" || pending.some((p) => p.remote === true);
  const steps = remote ? STEPS.filter((step) => step !== "depart" && step !== "arrive") : [...STEPS];
  const done = new Set<Step>(
    closed ? ["ack", "respond", "depart", "arrive", "close"] : (DONE[card.fast] ?? []),
  );
  if (closed && card.workflow !== "closed") done.add("feedback");
  const waiting = new Set(pending.map((p) => p.step).filter((step) => !done.has(step)));
  const next = steps.find((step) => !done.has(step) && !waiting.has(step));
  const mark = (step: Step): Mark =>
    done.has(step) ? "done" : waiting.has(step) ? "pending" : step === next ? "now" : "ahead";
  return { remote, rail: steps.map((step) => ({ step, mark: mark(step) })), next };
}

const OF_COMMAND: Record<string, Step> = {
  "ack-directive": "ack",
  respond: "respond",
  depart: "depart",
  arrive: "arrive",
  close: "close",
  "finish-scene": "close",
  feedback: "feedback",
};

/** The step a queued command stands for; `agree` only accompanies `close`. */
export function pendingStep(command: { type: string } & Record<string, unknown>): PendingStep | undefined {
  const step = OF_COMMAND[command.type];
  if (!step) return undefined;
  return step === "respond" ? { step, remote: command.mode === "remote" } : { step };
}

/** The word for a queued command: a report's scene is finished, not closed. */
export const stepName = (type: string) => {
  if (type === "finish-scene") return "finish";
  return type === "decline-directive" ? "decline" : (OF_COMMAND[type] ?? "close");
};

/** The clock kinds worth a crew's glance at each step, the most pressing first. */
const CLOCKS: Record<Step, readonly string[]> = {
  ack: ["C2"],
  respond: ["C2"],
  depart: ["C3", "C5", "C4"],
  arrive: ["C3", "C5", "C4"],
  close: ["C5", "C4"],
  feedback: ["C6"],
};

/** The clock that matters now (回应 → 到场 → 处置 → 反馈); any other running clock only when none of those runs. */
export function clockNow<
  C extends { kind: string; due: string; stopped?: string; cancelled?: boolean; met?: boolean },
>(clocks: readonly C[], next: Step | undefined): C | undefined {
  const running = clocks.filter((c) => c.kind !== "ack" && !c.stopped && !c.cancelled && c.met === undefined);
  for (const kind of next ? CLOCKS[next] : []) {
    const found = running.filter((c) => c.kind === kind).at(-1);
    if (found) return found;
  }
  return running.sort((a, b) => Date.parse(a.due) - Date.parse(b.due))[0];
}

/** Only a squad that is at work shares where it is: not off duty, not on a break. */
export const sharesPosition = (state: SquadState | undefined) =>
  state !== undefined && state !== "offDuty" && state !== "break";
