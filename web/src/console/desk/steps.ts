import type { CaseCommand } from "@/api/cases";
import type { CaseCard } from "@/api/shapes";

/** A ticked box may have been routed before anybody looked at it. */
const WITH_A_UNIT = new Set<CaseCard["workflow"]>(["routed", "investigating", "handling", "reopened"]);

/** What must still be said before a directive may be issued: the joint determination, when its situations are ticked. */
export function stepsBefore(card: CaseCard): CaseCommand[] {
  if (card.determined || card.situations.length === 0) return [];
  const decide: CaseCommand = { type: "decide-fast", situations: card.situations };
  if (card.workflow === "received") return [{ type: "start-triage" }, decide];
  return WITH_A_UNIT.has(card.workflow) || card.workflow === "triaging" ? [decide] : [];
}
