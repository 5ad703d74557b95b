import { call, get } from "./http";

export type Weights = Record<string, number>;

/** By which words and thresholds triage suggests (研判规则). */
export interface TriageRules {
  industries: { industry: number; words: Weights }[];
  situations: { situation: number; words: Weights }[];
  industryLeast: number;
  situationLeast: number;
  urgency: { level: number; words: string[] }[];
  importance: { level: number; words: string[] }[];
  amounts: { atLeast: number; level: number }[];
  duplicates: { hours: number; alike: number; nearMetres: number };
  bursts: { cases: number; metres: number; minutes: number };
  claimants: {
    days: number;
    cases: number;
    sameMerchant: number;
    together: number;
    people: number;
    quantity: number;
    wording: string[];
    noPurchase: string[];
    purchase: string[];
  };
}

export interface VersionedRules {
  version: number;
  rules: TriageRules;
  changedBy?: string;
  note?: string;
  changedAt: string;
}

export const triageRules = (signal?: AbortSignal) => get<VersionedRules>("/api/triage/rules", signal);
export const changeRules = (version: number, rules: TriageRules, note: string) =>
  call<VersionedRules>("PUT", "/api/triage/rules", { body: { version, rules, ...(note ? { note } : {}) } });
