import type { Sos } from "./field";
import type { LonLat } from "./shapes";
import type { SquadState } from "./stages";

/** Where a squad was last seen. */
export interface Fix extends LonLat {
  acc: number;
  hdg?: number;
  spd?: number;
  at: string;
}

/** What is wrong with a squad's phone (终端异常). */
export type PhoneTrouble = "lowBattery" | "noGps";

/** A squad as boards and maps show it (分队卡片). */
export interface SquadCard {
  id: string;
  slot: number;
  version: number;
  code: string;
  name: string;
  county: string;
  kind: string;
  state: SquadState;
  capabilities: string[];
  crew: number;
  members?: string[];
  vehicle?: string;
  radio?: string;
  dutyPhone?: string;
  caseId?: string;
  caseNo?: string;
  /** What waits behind its job, or is handled together with it. */
  next?: { caseId: string; caseNo: string; alongside?: boolean }[];
  jobsToday: number;
  base: LonLat;
  fix?: Fix;
  sos?: Sos;
  /** What is wrong with the positions its device sends. */
  health?: "datum" | "teleport";
  /** What is wrong with its phone, and its battery from 0 to 1. */
  phone?: { troubles: PhoneTrouble[]; battery?: number };
  /** The station it is based on, and the squad above it. */
  station?: string;
  parent?: string;
  /** Disbanded: on no board any more. */
  retired?: boolean;
}
