import type { CaseCommand } from "@/api/cases";
import type { CaseCard } from "@/api/shapes";

/** What must still be said before a directive may be issued: the joint determination, when its situations are ticked. */
export function stepsBefore(card: CaseCard): CaseCommand[] {
  if (card.determined || card.situations.length === 0) return [];
  const decide: CaseCommand = { type: "decide-fast", situations: card.situations };
  if (card.workflow === "received") return [{ type: "start-triage" }, decide];
  return card.workflow === "triaging" ? [decide] : [];
}
