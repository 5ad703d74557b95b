import type { Candidate } from "@/api/advice";
import type { IncidentCard } from "@/api/incidents";
import type { Action, LonLat, SquadCard } from "@/api/shapes";
import type { Row } from "@/live/queue";
import type { BusySquad, WhenBusy } from "../desk/busy";
import type { Verb } from "./line";

/** A squad for a case; one that is out gets it in one of three ways, and is called away only with a reason. */
export type Sending = { caseId: string; squadId: string; whenBusy?: WhenBusy; reason?: string };

/** What a typed line asks for. */
export type Order =
  | ({ do: "dispatch" } & Sending)
  | ({ do: "reassign" } & Sending)
  | { do: "withdraw"; caseId: string; reason: string }
  | { do: "act"; caseId: string; command: string }
  | { do: "select"; caseId: string }
  | { do: "locateCase"; caseId: string }
  | { do: "locateSquad"; squadId: string }
  | { do: "look"; at: LonLat; name: string }
  | { do: "merchant"; name: string }
  | { do: "barred"; why: string }
  | { do: "filter"; words: string[] }
  | { do: "incident"; id: string }
  | { do: "drawUp"; caseId: string }
  | { do: "handover" }
  | { do: "duty" }
  | { do: "notify" }
  | { do: "new" };

export interface Completion {
  /** The line as it would read. */
  text: string;
  hint: string;
  /** Known, but not open now. */
  barred?: boolean;
  order: Order;
}

/** A named place of the city: a market, a scenic area, a street office. */
export interface Place extends LonLat {
  name: string;
}

export interface Desk {
  rows: readonly Row[];
  squads: readonly SquadCard[];
  selected: Row | undefined;
  candidates: readonly Candidate[];
  /** What the server says may be done to the selected case. */
  actions: readonly Action[];
  places: readonly Place[];
  /** Open ones, the newest first. */
  incidents: readonly IncidentCard[];
  /** Words in the page's language. */
  hint: {
    candidate(candidate: Candidate): string;
    squad(squad: SquadCard): string;
    busy(squad: BusySquad): string;
    /** That a squad is called away only with a reason. */
    why(): string;
    row(row: Row): string;
    merchant(cases: number): string;
    place(): string;
    incident(incident: IncidentCard): string;
    drawUp(): string;
    verb(verb: Verb): string;
  };
}
