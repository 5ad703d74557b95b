import type { CaseCard, ClockKind } from "@/api/shapes";
import { isRunning } from "@/clocks/countdown";

/** Where a case stands for a dispatcher: what is awaited next. */
export type Stage =
  | "triage"
  | "returned"
  | "reopened"
  | "materials"
  | "preSettlement"
  | "sign"
  | "reply"
  | "dispatch"
  | "receipt"
  | "respond"
  | "travel"
  | "remote"
  | "scene"
  | "handling"
  | "feedback"
  | "returnVisit"
  | "archive"
  | "notice"
  | "done";

const FAST: Partial<Record<CaseCard["fast"], Stage>> = {
  candidate: "dispatch",
  directiveIssued: "receipt",
  directiveReceived: "respond",
  responded: "travel",
  enRoute: "travel",
  remoteHandling: "remote",
  onScene: "scene",
};

const ASIDE: Partial<Record<CaseCard["workflow"], Stage>> = {
  returned: "returned",
  awaitingMaterials: "materials",
  preSettlement: "preSettlement",
  archived: "done",
};

export function stageOf(card: CaseCard): Stage {
  const aside = ASIDE[card.workflow];
  if (aside) return aside;
  if (card.workflow === "merged") return runs(card, "C4") ? "reply" : "done";
  // sent elsewhere, and the parties still to be told that the mediation ended
  if (card.workflow === "transferredOut") return runs(card, "L3") || runs(card, "L5") ? "notice" : "done";
  if (card.workflow === "returnVisited") return "archive";
  if (card.workflow === "fedBack") return "returnVisit";
  if (card.workflow === "closed") return runs(card, "C6") ? "feedback" : "done";
  const fast = FAST[card.fast];
  if (fast) return fast;
  if (card.workflow === "received" || card.workflow === "triaging") {
    return card.fast === "none" && runs(card, "C1") ? "dispatch" : "triage";
  }
  if (card.workflow === "reopened") return "reopened";
  return card.workflow === "routed" ? "sign" : "handling";
}

/** C1 runs when a situation was ticked at the desk although nobody has decided yet; C6 when a unit awaits feedback. */
const runs = (card: CaseCard, kind: ClockKind) =>
  card.clocks.some((clock) => clock.kind === kind && isRunning(clock));

/** The last digits of CZ20261123-000123, as people say them. */
export const shortNo = (no: string) => no.replace(/^.*-/, "").replace(/^0+(?=\d)/, "");
