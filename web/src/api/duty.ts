import { call, get, postOnce } from "./http";
import { newId } from "./ids";

/** A squad's turn of duty (班次). */
export interface Shift {
  id: string;
  squad: string;
  county: string;
  startsAt: string;
  endsAt: string;
  members: string[];
  leader?: string;
  vehicle?: string;
  onCall: boolean;
  version: number;
  endedAt?: string;
}

export type ShiftSaid = Pick<
  Shift,
  "squad" | "startsAt" | "endsAt" | "members" | "leader" | "vehicle" | "onCall"
>;

/** A squad on the roster, when its duty phone was last called, and whether not yet in the shift that runs. */
export interface RosterSquad {
  id: string;
  code: string;
  name: string;
  county: string;
  state: string;
  dutyPhone?: string;
  vehicle?: string;
  members: string[];
  lastCheck?: { at: string; by: string; reached: boolean; note?: string };
  unchecked: boolean;
}

export interface Week {
  shifts: Shift[];
  squads: RosterSquad[];
}

export interface ImportReport {
  entered: number;
  changed: number;
  repeated: number;
  bad: { line: number; field: string; value?: string; text: string }[];
}

export interface CopyReport {
  copied: number;
  skipped: { squad: string; startsAt: string }[];
}

export const weekOf = (from: string, to: string, county: string | undefined, signal: AbortSignal) =>
  get<Week>(
    `/api/shifts?${new URLSearchParams({ from, to, ...(county === undefined ? {} : { county }) })}`,
    signal,
  );
export const putShift = (id: string, shift: ShiftSaid, version: number | undefined) =>
  call("PUT", `/api/shifts/${id}`, {
    body: { commandId: newId(), shift, ...(version === undefined ? {} : { version }) },
  });
export const removeShift = (id: string, version: number) =>
  call(
    "DELETE",
    `/api/shifts/${id}?${new URLSearchParams({ version: String(version), commandId: newId() })}`,
  );
export const swapShifts = (a: string, b: string) =>
  postOnce("/api/shifts/swap", { commandId: newId(), a, b } as { commandId: string });
export const copyWeek = (from: string, to: string, county: string | undefined) =>
  postOnce<CopyReport>("/api/shifts/copy-week", {
    commandId: newId(),
    from,
    to,
    ...(county === undefined ? {} : { county }),
  } as { commandId: string });
export function importShifts(file: File) {
  const form = new FormData();
  form.append("file", file);
  return call<ImportReport>("POST", "/api/shifts/import", { form });
}
export const checkPhone = (squad: string, reached: boolean) =>
  postOnce(`/api/squads/${squad}/reachability`, { commandId: newId(), reached } as { commandId: string });
