import { get } from "./http";
import type { Freshness, SquadState } from "./shapes";

/** A squad worth sending, and why. */
export interface Candidate {
  rank: number;
  squadId: string;
  code: string;
  metres: number;
  minutes: number;
  estimated: boolean;
  county: string;
  ownCounty: boolean;
  state: SquadState;
  skills: string[];
  matched: string[];
  fixAgeS: number;
  /** Metres around its last fix within which it must be by now. */
  discM?: number;
  freshness: Freshness;
  jobsToday: number;
  slackMinutes: number;
  reachable: boolean;
  explanation: string;
  explanationEn: string;
}

export interface Recommendation {
  caseId: string;
  at: string;
  candidates: Candidate[];
  excluded: Record<string, number>;
  note?: "ninety-minutes-not-reachable" | "no-squad" | "location-needed";
  crossCounty?: boolean;
  /** What is left when nobody can be sent. */
  instead?: Recourse[];
}

/** A squad to call back, the station next to the place, or how many squads a neighbour has free. */
export interface Recourse {
  kind: "break" | "offDuty" | "station" | "neighbour";
  name: string;
  phone?: string;
  squad?: string;
  metres?: number;
  free?: number;
}

/** What the server knew when it sent a squad, stored with the directive for good (派单决策凭据). */
export interface Receipt {
  at: string;
  chosen: string;
  chosenCode?: string;
  chosenRank?: number;
  considered: number;
  excluded: Record<string, number>;
  candidates: Candidate[];
  note?: Recommendation["note"];
  crossCounty?: boolean;
}

/** Who should go; the city may order squads of every county. */
export const recommendation = (id: string, crossCounty: boolean, signal?: AbortSignal) =>
  get<Recommendation>(
    `/api/cases/${id}/recommendation?limit=4${crossCounty ? "&crossCounty=true" : ""}`,
    signal,
  );
