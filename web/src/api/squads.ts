import type { Message, Messages } from "./field";
import { call, get, postOnce } from "./http";
import { newId } from "./ids";
import type { SquadCard } from "./shapes";

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
