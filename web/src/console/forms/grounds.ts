import type { CaseCard } from "@/api/shapes";
import { procedureWords as t } from "@/words/procedure";

type Rules = NonNullable<CaseCard["ruleSet"]>;

/** Where the older order lists the same ground: it knew neither N6 nor E7, and had another sequence. */
const R20: Record<string, number> = {
  N1: 1,
  N2: 2,
  N3: 3,
  N4: 4,
  N5: 5,
  N7: 6,
  E1: 1,
  E4: 2,
  E2: 3,
  E3: 4,
  E5: 5,
  E6: 6,
  E8: 7,
};
const REFUSALS = ["N1", "N2", "N3", "N4", "N5", "N6", "N7"];
const ENDINGS = ["E1", "E2", "E3", "E4", "E5", "E6", "E7", "E8"];

const of = (grounds: string[], rules: Rules) =>
  rules === "r20" ? grounds.filter((ground) => ground in R20) : grounds;
export const refusalGrounds = (rules: Rules = "r121") => of(REFUSALS, rules);
export const endGrounds = (rules: Rules = "r121") => of(ENDINGS, rules);

/** "N1 不属市场监管职责…（第十六条第（一）项）": the article of the order that governs the case. */
export function groundText(ground: string, rules: Rules = "r121"): string {
  const ending = ground.startsWith("E");
  const n = rules === "r20" ? R20[ground] : Number(ground.slice(1));
  const article =
    n === undefined ? "" : t.named(ending ? "law.ending" : "law.refusal", rules).replace("{n}", numeral(n));
  return `${ground} ${t.named(ending ? "endGround" : "refusalGround", ground)}${article && ` · ${article}`}`;
}

const numeral = (n: number) =>
  t.named("law.refusal", "r121").startsWith("第") ? ("零一二三四五六七八"[n] ?? String(n)) : String(n);
