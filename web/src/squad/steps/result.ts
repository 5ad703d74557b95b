import type { CaseCard } from "@/api/shapes";

export type SquadOutcome = "mediatedOnScene" | "selfSettled" | "withdrawn" | "answered";

/** The results a squad may close with; none for a report, which the bureau decides after the scene is done. */
export function outcomesFor(card: Pick<CaseCard, "kind" | "legal">, remote: boolean): SquadOutcome[] {
  if (card.kind === "consultation") return ["answered"];
  if (card.kind === "report") return [];
  if (card.legal === "agreed") return ["mediatedOnScene"];
  if (card.legal !== "pending") return remote ? [] : ["mediatedOnScene"];
  return remote ? ["selfSettled", "withdrawn"] : ["mediatedOnScene", "selfSettled", "withdrawn"];
}

/** 1,860 or 1860.5 or nothing; anything else is a slip of the thumb, not an amount. */
export function amountOf(typed: string): number | undefined | "bad" {
  const text = typed.trim().replaceAll(",", "").replaceAll(",", "");
  if (text === "") return undefined;
  return /^\d{1,10}(\.\d{1,2})?$/.test(text) ? Number(text) : "bad";
}

/** Within these metres a check-in by hand needs no explanation: the widest radius of the fence. */
export const NEAR = 400;
