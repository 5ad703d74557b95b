import { get, postOnce } from "./http";
import { newId } from "./ids";
import type { JointTask } from "./jointTasks";
import type { CaseCard, LonLat, TimelineEntry } from "./shapes";

export interface IncidentCase {
  id: string;
  no: string;
  county: string;
}

/** A crowd or public-opinion incident (群体/舆情事件) as lists and maps show it. */
export interface IncidentCard extends LonLat {
  id: string;
  version: number;
  county: string;
  counties: string[];
  level: number;
  title: string;
  reason: string;
  radiusM: number;
  open: boolean;
  drill?: boolean;
  openedBy: string;
  openedAt: string;
  cases: IncidentCase[];
  commander?: { id: string; code: string };
  sharedReply?: string;
  representatives?: IncidentCase[];
  departments?: { id: string; name: string }[];
  closedAt?: string;
  summary?: string;
  stillOpen?: IncidentCase[];
}

export interface IncidentDetail {
  card: IncidentCard;
  /** As far as the reader may see them. */
  cases: CaseCard[];
  log: TimelineEntry[];
  tasks: JointTask[];
  mayAct: boolean;
}

export interface IncidentSaid {
  level: number;
  title: string;
  reason: string;
  point: LonLat;
  radiusM: number;
  cases: string[];
  commander?: string | undefined;
}

export type IncidentCommand = { type: string } & Record<string, unknown>;

interface Changed {
  version: number;
  card: IncidentCard;
}

export const openIncident = (incident: IncidentSaid, commandId = newId()) =>
  postOnce<Changed & { id: string }>("/api/incidents", { commandId, incident } as { commandId: string });
export const commandIncident = (id: string, command: IncidentCommand, commandId = newId()) =>
  postOnce<Changed>(`/api/incidents/${id}/commands`, { commandId, command } as { commandId: string });
export const incidentDetail = (id: string, signal?: AbortSignal) =>
  get<IncidentDetail>(`/api/incidents/${id}`, signal);
