import { get, post, postOnce } from "./http";
import { newId } from "./ids";
import type {
  CaseCard,
  CaseDetail,
  Complainant,
  County,
  Datum,
  LonLat,
  PlaceAnswer,
  Registration,
} from "./shapes";

/** A case command: its type and only what the user says. */
export type CaseCommand = { type: string } & Record<string, unknown>;

export interface Changed {
  version: number;
  card: CaseCard;
}

export const registerCase = (
  registration: Registration,
  complainant: Complainant | undefined,
  commandId = newId(),
) =>
  postOnce<Changed & { id: string }>("/api/cases", {
    commandId,
    case: registration,
    ...(complainant ? { complainant } : {}),
  } as { commandId: string });

export const commandCase = (id: string, said: CaseCommand, version?: number, commandId = newId()) => {
  const { complainant, ...command } = said;
  return postOnce<Changed>(`/api/cases/${id}/commands`, {
    commandId,
    command,
    // the complainant's own data travel beside the command and never in it
    ...(complainant ? { complainant } : {}),
    ...(version === undefined ? {} : { version }),
  } as { commandId: string });
};

export const caseDetail = (id: string, signal?: AbortSignal) => get<CaseDetail>(`/api/cases/${id}`, signal);
export const findCases = (q: string, limit = 8, signal?: AbortSignal) =>
  get<{ items: CaseCard[] }>(`/api/cases?q=${encodeURIComponent(q)}&limit=${limit}`, signal);
export const revealPhone = (id: string, reason?: string) =>
  post<{ name: string; phone: string }>(`/api/cases/${id}/phone`, reason ? { reason } : {});
export const counties = () => get<County[]>("/api/counties");
export const placeOf = (point: LonLat, datum: Datum, signal?: AbortSignal) =>
  get<PlaceAnswer>(`/api/place?lon=${point.lon}&lat=${point.lat}&datum=${datum}`, signal);
