import { get, postOnce } from "./http";
import { newId } from "./ids";
import type { Workflow } from "./stages";

export interface Reason {
  code: string;
  text: string;
  evidence: string[];
}

export type TriageTopic =
  | "industry"
  | "situations"
  | "grade"
  | "county"
  | "duplicate"
  | "claimant"
  | "incident";

export interface TriageDecision {
  topic: TriageTopic;
  accepted: boolean;
  suggestion: unknown;
  value: unknown;
  reason?: string;
  by: string;
  at: string;
}

export interface Duplicate {
  caseId: string;
  caseNo: string;
  title: string;
  workflow: Workflow;
  receivedAt: string;
  earlier: boolean;
  score: number;
  reasons: Reason[];
}

/** What the server suggests for a case in triage, each suggestion with its reasons (研判建议). */
export interface TriageAdvice {
  caseId: string;
  version: number;
  rules: number;
  industry: {
    suggested: number;
    current: number;
    score: number;
    reasons: Reason[];
    alternatives: { industry: number; score: number; reasons: Reason[] }[];
  };
  situations: { situation: number; reasons: Reason[] }[];
  /** Whom to call at once when people are harmed. */
  hints: Reason[];
  grade: { urgency: number; importance: number; grade: number; current: number; reasons: Reason[] };
  county: {
    suggested?: string;
    name?: string;
    current: string;
    confidence: string;
    pinNeeded?: boolean;
    reasons: Reason[];
  };
  duplicates: Duplicate[];
  duplicatesElsewhere: { county: string; name: string; count: number }[];
  claimant: {
    factors: { factor: string; text: string; count: number; threshold: number; evidence: string[] }[];
    note?: string;
  };
  incident?: {
    cases: { caseId: string; caseNo: string; receivedAt: string }[];
    elsewhere: number;
    centre: { lon: number; lat: number };
    radiusM: number;
    reasons: Reason[];
  };
  decisions: TriageDecision[];
}

export interface TriageChoice {
  topic: TriageTopic;
  accepted: boolean;
  industry?: number;
  situations?: number[];
  grade?: number;
  county?: string;
  duplicate?: string;
  reason?: string;
}

export const triageOf = (id: string, signal: AbortSignal) =>
  get<TriageAdvice>(`/api/cases/${id}/triage`, signal);
export const decideTriage = (id: string, choice: TriageChoice) =>
  postOnce<TriageDecision[]>(`/api/cases/${id}/triage/decisions`, { commandId: newId(), ...choice });
