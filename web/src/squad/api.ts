import type { Changed } from "@/api/cases";
import { call, get, post } from "@/api/http";
import { newId } from "@/api/ids";
import { Problem } from "@/api/problem";
import type { CaseCard, CaseDetail, Evidence, Message, Messages, Shift, SquadCard } from "@/api/shapes";
import type { TrackAnswer, TrackBatch } from "./position/trackOutbox";
import type { Entry, SquadCommand } from "./steps/task";

/** The squad, what it is bound to, and what waits behind it. */
export interface Now {
  squad: SquadCard;
  /** Also the last case it closed, as long as that one wants its feedback. */
  job: CaseDetail | null;
  queue?: CaseCard[];
  /** Lines from dispatch nobody here has read. */
  unread?: number;
  shift?: Shift;
  /** Who directs the squad, if a telephone of theirs is on record. */
  desk?: Desk;
  serverNow: string;
  clocksAlive: boolean;
}

/** The duty desk and its telephone (调度值班电话). */
export interface Desk {
  name: string;
  phone: string;
}

/** What the server says when it is asked whether it hears this phone. */
export interface Pulse {
  serverNow: string;
  clocksAlive: boolean;
}

/** What the server answers to a task, by what it was about. */
export type Answer = Partial<Changed> & Partial<Evidence> & Partial<Message>;

/** A network that swallows requests is no network: after so long it is asked anew. */
const PATIENCE = 20_000;
const PATIENCE_WITH_FILES = 90_000;

/** Ends a request that gets no answer. */
export function patience(ms = PATIENCE): AbortSignal {
  const end = new AbortController();
  setTimeout(() => end.abort(), ms);
  return end.signal;
}

export const squadNow = () => get<Now>("/api/squad/now", patience());
export const report = (batch: TrackBatch) => post<TrackAnswer>("/api/squad/track", batch, patience());
export const tellSquad = (id: string, command: SquadCommand, commandId = newId()) =>
  post<{ version: number; card: SquadCard }>(
    `/api/squads/${id}/commands`,
    { commandId, command },
    patience(),
  );
export const registerDevice = (device: string, key: JsonWebKey) =>
  post<{ device: string; serverNow: string }>(
    "/api/squad/devices",
    { device, key, model: modelOf(navigator.userAgent) },
    patience(),
  );
export const venuesOf = () => get<{ id: string; name: string }[]>("/api/venues", patience());
export const messagesOf = (squad: string, before?: number) =>
  get<Messages>(
    `/api/squads/${squad}/messages${before === undefined ? "" : `?before=${before}`}`,
    patience(),
  );
export const readUpTo = (squad: string, upTo: number) =>
  post<void>(`/api/squads/${squad}/messages/read`, { upTo }, patience());

/** Whatever the phone has to report, each to its own address. */
export function send({ id, task, occurredAt, device }: Entry, file?: Blob): Promise<Answer> {
  const sealed = device ? { device } : {};
  switch (task.to) {
    case "case":
      return post(
        `/api/cases/${task.caseId}/commands`,
        { commandId: id, occurredAt, command: task.command, ...sealed },
        patience(),
      );
    case "squad":
      return post(
        `/api/squads/${task.squadId}/commands`,
        { commandId: id, occurredAt, command: task.command, ...sealed },
        patience(),
      );
    case "message": {
      const about = task.caseId ? { caseId: task.caseId } : {};
      return post(`/api/squads/${task.squadId}/messages`, { id, text: task.text, ...about }, patience());
    }
    case "evidence": {
      const form = new FormData();
      form.set("id", id);
      form.set("kind", task.kind);
      form.set("takenAt", occurredAt);
      if (device) form.set("device", JSON.stringify(device));
      form.set("file", file ?? new Blob(), "evidence");
      return call("POST", `/api/cases/${task.caseId}/evidence`, {
        form,
        signal: patience(PATIENCE_WITH_FILES),
      });
    }
  }
}

const coded = (code: string) => (error: unknown) => error instanceof Problem && error.code === code;
/** A newer phone of this account has taken over. */
export const displacedBy = coded("another-device");
/** What was scanned is not a venue of ours. */
export const unknownVenue = coded("no-such-venue");
/** The server does not know this phone, or not with this key. */
export const unknownDevice = coded("bad-signature");
export const signedOut = (error: unknown) => error instanceof Problem && error.status === 401;

/** No network, a busy server, a lapsed session, another phone: the same may be sent again. Anything else is an answer. */
export const retryable = (error: unknown) =>
  !(error instanceof Problem) ||
  [0, 401, 408, 429].includes(error.status) ||
  error.status >= 500 ||
  displacedBy(error);

/** The phone's make as its browser tells it, for the list of devices. */
export const modelOf = (agent: string) => (/\(([^)]*)\)/.exec(agent)?.[1] ?? "").slice(0, 80);
