import type { ImportReport } from "./duty";
import type { Message, Messages } from "./field";
import { call, get, postOnce } from "./http";
import { newId } from "./ids";
import type { LonLat, SquadCard } from "./shapes";

export const commandSquad = (id: string, command: { type: string } & Record<string, unknown>) =>
  postOnce<{ version: number; card: SquadCard }>(`/api/squads/${id}/commands`, {
    commandId: newId(),
    command,
  } as { commandId: string });

export const conversation = (squad: string, before?: number) =>
  get<Messages>(`/api/squads/${squad}/messages${before === undefined ? "" : `?before=${before}`}`);
export const sendMessage = (squad: string, text: string, id: string, caseId?: string) =>
  call<Message>("POST", `/api/squads/${squad}/messages`, {
    body: { id, text, ...(caseId ? { caseId } : {}) },
  });
export const readMessages = (squad: string, upTo: number) =>
  call<void>("POST", `/api/squads/${squad}/messages/read`, { body: { upTo } });
export const unreadMessages = () => get<Record<string, number>>("/api/messages/unread");

/** What a person says of a squad when entering or changing it (分队资料). */
export interface SquadProfile {
  name: string;
  kind: SquadKind;
  capabilities: string[];
  base: LonLat;
  vehicle?: string;
  radio?: string;
  dutyPhone?: string;
  members?: string[];
  station?: string;
  parent?: string;
}

export const SQUAD_KINDS = ["squad", "subSquad", "post", "specialist"] as const;
export type SquadKind = (typeof SQUAD_KINDS)[number];
export const CAPABILITIES = [
  "food",
  "catering",
  "drug",
  "device",
  "specialEquipment",
  "price",
  "quality",
  "auto",
  "realEstate",
  "general",
] as const;

export const allSquads = (signal?: AbortSignal) => get<SquadCard[]>("/api/squads?retired=true", signal);
export const enterSquad = (commandId: string, squad: SquadProfile & { code: string; county: string }) =>
  postOnce<{ card: SquadCard }>("/api/squads", { commandId, squad } as { commandId: string });
export const changeSquad = (id: string, squad: SquadProfile, version: number) =>
  call<{ card: SquadCard }>("PUT", `/api/squads/${id}`, { body: { commandId: newId(), squad, version } });
export function importSquads(file: File) {
  const form = new FormData();
  form.append("file", file);
  return call<ImportReport>("POST", "/api/squads/import", { form });
}
