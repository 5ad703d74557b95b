import type { Changed } from "@/api/cases";
import { get, post } from "@/api/http";
import { newId } from "@/api/ids";
import { Problem } from "@/api/problem";
import type { CaseCard, CaseDetail, SquadCard } from "@/api/shapes";
import type { TrackAnswer, TrackBatch } from "./position/trackOutbox";
import type { Entry } from "./steps/outbox";

/** The squad, what it is bound to, and what waits behind it. */
export interface Now {
  squad: SquadCard;
  /** Also the last case it closed, as long as that one wants its feedback. */
  job: CaseDetail | null;
  queue?: CaseCard[];
  serverNow: string;
}

export type SquadCommand = { type: string } & Record<string, unknown>;

export const squadNow = () => get<Now>("/api/squad/now");
export const report = (batch: TrackBatch) => post<TrackAnswer>("/api/squad/track", batch);
export const tellSquad = (id: string, command: SquadCommand, commandId = newId()) =>
  post<{ version: number; card: SquadCard }>(`/api/squads/${id}/commands`, { commandId, command });
export const sendStep = ({ id, caseId, command, occurredAt }: Entry) =>
  post<Changed>(`/api/cases/${caseId}/commands`, { commandId: id, occurredAt, command });

/** No network, a busy server or a lapsed session: the same may be sent again. Anything else is an answer. */
export const retryable = (error: unknown) =>
  !(error instanceof Problem) || [0, 401, 408, 429].includes(error.status) || error.status >= 500;
