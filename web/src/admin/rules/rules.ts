import type { TriageRules, Weights } from "@/api/rules";
import { several } from "@/ui/typed";

/** The rules as they are typed: words in text, numbers as text until they are sent. */
export interface Draft {
  industries: string[];
  situations: string[];
  urgency: string[];
  importance: string[];
  wording: string;
  noPurchase: string;
  purchase: string;
  numbers: Record<NumberName, number>;
  amounts: { atLeast: number; level: number }[];
}

export const NUMBERS = {
  duplicates: ["hours", "alike", "nearMetres"],
  bursts: ["cases", "metres", "minutes"],
  claimants: ["days", "cases", "sameMerchant", "together", "people", "quantity"],
} as const;
type Group = keyof typeof NUMBERS;
export type NumberName =
  | "industryLeast"
  | "situationLeast"
  | { [G in Group]: `${G}.${(typeof NUMBERS)[G][number]}` }[Group];
export const WORD_LISTS = ["wording", "noPurchase", "purchase"] as const;

/** A word without a weight, in the list of this field. */
export class BadWord extends Error {
  readonly field: string;
  constructor(field: string, word: string) {
    super(word);
    this.field = field;
  }
}

export const textOf = (words: Weights) =>
  Object.entries(words)
    .map(([word, weight]) => `${word} ${weight}`)
    .join("、");

/** "过期 3、变质 3": a word may hold spaces, its weight is what the entry ends with. */
export function weightsOf(text: string, field: string): Weights {
  const words: Weights = {};
  for (const entry of text.split(/[、,，;；\n]+/).map((part) => part.trim())) {
    if (!entry) continue;
    const [, word, weight] = /^(.+?)\s*[=×:：]?\s*(\d+)$/.exec(entry) ?? [];
    if (!word || !weight) throw new BadWord(field, entry);
    words[word.trim()] = Number(weight);
  }
  return words;
}

export function draftOf(rules: TriageRules): Draft {
  const numbers = {
    industryLeast: rules.industryLeast,
    situationLeast: rules.situationLeast,
  } as Draft["numbers"];
  for (const group of Object.keys(NUMBERS) as Group[])
    for (const name of NUMBERS[group])
      numbers[`${group}.${name}` as NumberName] = (rules[group] as Record<string, unknown>)[name] as number;
  return {
    industries: rules.industries.map((rule) => textOf(rule.words)),
    situations: rules.situations.map((rule) => textOf(rule.words)),
    urgency: rules.urgency.map((rule) => rule.words.join("、")),
    importance: rules.importance.map((rule) => rule.words.join("、")),
    wording: rules.claimants.wording.join("、"),
    noPurchase: rules.claimants.noPurchase.join("、"),
    purchase: rules.claimants.purchase.join("、"),
    numbers,
    amounts: rules.amounts.map((amount) => ({ ...amount })),
  };
}

const listed = (text: string) =>
  text
    .split(/[、,，;；\n]+/)
    .map((word) => word.trim())
    .filter(Boolean);

/** The rules as they are to be; which industry, situation and level stands where does not change. */
export function rulesOf(draft: Draft, before: TriageRules): TriageRules {
  const n = draft.numbers;
  return {
    industries: before.industries.map((rule, i) => ({
      ...rule,
      words: weightsOf(draft.industries[i] ?? "", `industries[${i}]`),
    })),
    situations: before.situations.map((rule, i) => ({
      ...rule,
      words: weightsOf(draft.situations[i] ?? "", `situations[${i}]`),
    })),
    industryLeast: n.industryLeast,
    situationLeast: n.situationLeast,
    urgency: before.urgency.map((rule, i) => ({ ...rule, words: several(draft.urgency[i] ?? "") })),
    importance: before.importance.map((rule, i) => ({ ...rule, words: several(draft.importance[i] ?? "") })),
    amounts: draft.amounts.map((amount) => ({ ...amount })),
    duplicates: {
      hours: n["duplicates.hours"],
      alike: n["duplicates.alike"],
      nearMetres: n["duplicates.nearMetres"],
    },
    bursts: { cases: n["bursts.cases"], metres: n["bursts.metres"], minutes: n["bursts.minutes"] },
    claimants: {
      days: n["claimants.days"],
      cases: n["claimants.cases"],
      sameMerchant: n["claimants.sameMerchant"],
      together: n["claimants.together"],
      people: n["claimants.people"],
      quantity: n["claimants.quantity"],
      wording: listed(draft.wording),
      noPurchase: listed(draft.noPurchase),
      purchase: listed(draft.purchase),
    },
  };
}
