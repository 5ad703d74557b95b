/** The server's JSON shapes, as the wire sends them: members that are null are simply absent. */
import type { SquadCard } from "./crews";
import type { Evidence } from "./field";
import type { IncidentCard } from "./incidents";
import type {
  CardNote,
  Holder,
  Kinsman,
  LedgerSpan,
  Proposal,
  Supervision,
  SupervisionRequest,
} from "./procedure";
import type { Registration } from "./registration";
import type { CaseKind, Channel, ClockKind, FastStage, LegalStage, Role, Workflow } from "./stages";

export type * from "./crews";
export type * from "./field";
export type * from "./procedure";
export type * from "./stages";

export interface ClockView {
  kind: ClockKind;
  round: number;
  start: string;
  due: string;
  warnings: string[];
  stopped?: string;
  cancelled?: boolean;
  met?: boolean;
  /** Legal clocks: when the reminder and the urging card go out. */
  reminder?: string;
  urging?: string;
  paused?: boolean;
  pausedAt?: string;
  pauses?: { from: string; to?: string }[];
  /** A year in between has no calendar yet. */
  provisional?: boolean;
}

export interface LonLat {
  lon: number;
  lat: number;
}

export interface CaseCard {
  id: string;
  no: string;
  version: number;
  county: string;
  kind: CaseKind;
  channel: Channel;
  title: string;
  industry?: number;
  situations: number[];
  place: string;
  lon?: number;
  lat?: number;
  countyPending?: boolean;
  grade: number;
  /** A person has graded it. */
  gradedByPerson?: boolean;
  /** Accepted, and the complainant still to be told. */
  acceptanceUntold?: boolean;
  /** What leadership has asked for and nobody has answered. */
  supervisionRequests?: SupervisionRequest[];
  receivedAt: string;
  workflow: Workflow;
  determined?: boolean;
  fast: FastStage;
  legal: LegalStage;
  squad?: string;
  squadCode?: string;
  directiveNo?: string;
  /** The squad has another job first. */
  queued?: boolean;
  alongside?: boolean;
  respondent?: string;
  complainant?: { nameMasked: string; phoneMasked: string; hasContact: boolean };
  isVisitor?: boolean;
  leavesAt?: string;
  clocks: ClockView[];
  outcome?: string;
  recoveredAmount?: number;
  closedAt?: string;
  drill?: boolean;
  /** The handling unit, by name. */
  unit?: string;
  ruleSet?: "r20" | "r121";
  cycle?: number;
  proposal?: Proposal;
  supervisions?: Supervision[];
  cards?: CardNote[];
  incident?: string;
  /** That incident has ended. */
  incidentOver?: boolean;
  mergedInto?: string;
  children?: Kinsman[];
  splitFrom?: Kinsman;
  clueOf?: Kinsman;
  preComplaint?: boolean;
  /** Whose turn it is now; a squad by its id. */
  turn?: { holder: Holder; unit?: string };
  offspring?: Kinsman[];
  hops?: number;
  owner?: "county" | "city";
  underReview?: boolean;
}

export interface TimelineEntry {
  version: number;
  type: string;
  at: string;
  occurredAt?: string;
  actor: { name: string; role: Role; county: string };
  place?: LonLat & { text?: string };
  facts: Record<string, unknown>;
  /** Reported more than a minute after it happened (补传). */
  late?: boolean;
  /** What the device said of the time, when it was not believed. */
  disbelieved?: string;
  signed?: boolean;
}

export interface Action {
  command: string;
  allowed: boolean;
  code?: string;
  why?: string;
}

export interface CaseDetail {
  card: CaseCard;
  facts: string;
  registration: Partial<Registration>;
  directive?: {
    no: string;
    squad: string;
    squadCode: string;
    issuedAt: string;
    by: string;
    receivedAt?: string;
    respondedAt?: string;
    mode?: "remote" | "onSite";
    arrivedAt?: string;
    receipt?: unknown;
  };
  timeline: TimelineEntry[];
  actions: Action[];
  evidence?: Evidence[];
  ledger?: LedgerSpan[];
  /** With its text; the card has it without. */
  proposal?: Proposal;
}

export type { Complainant, Registration } from "./registration";

export type Freshness = "live" | "ageing" | "stale" | "lost";

export interface Me {
  id: string;
  name: string;
  role: Role;
  county: string;
  countyName: string;
  squad?: { id: string; code: string };
  /** The station, section, department or venue the person works for. */
  office?: { id: string; name: string };
  demo: boolean;
  serverNow: string;
}

export interface County {
  code: string;
  name: string;
  short: string;
  seat: LonLat;
}

export interface PlaceAnswer {
  county: string;
  name: string;
  borderM: number;
  pending: boolean;
  point: LonLat;
}

export interface ClocksHealth {
  serverNow?: string;
  canaryFiredAt?: string;
  clocksAlive: boolean;
}

export interface FeedRow {
  county: string;
  seq: number;
  kind: "case" | "case-gone" | "squad" | "clock" | "message" | "incident";
  body: unknown;
}

/** A case that a county no longer sees, and the county it is in. */
export interface CaseGone {
  id: string;
  version: number;
  county: string;
}

export interface ClockPassed {
  caseId: string;
  no: string;
  clock: ClockKind;
  step: "warn1" | "warn2" | "reminder" | "urging" | "breach";
  dueAt: string;
  late?: boolean;
}

export interface Snapshot {
  serverNow: string;
  heads: Record<string, number>;
  cases: CaseCard[];
  squads: SquadCard[];
  incidents?: IncidentCard[];
  health?: ClocksHealth;
}
