import type { RosterSquad, Shift, ShiftSaid } from "@/api/duty";
import { several } from "@/ui/typed";

const DAY = 86_400_000;
/** The city's time is eight hours ahead, all year. */
const AHEAD = 8 * 3_600_000;

export const dayOfInstant = (at: string | number) =>
  new Date(new Date(at).getTime() + AHEAD).toISOString().slice(0, 10);
export const addDays = (day: string, days: number) =>
  new Date(Date.parse(day) + days * DAY).toISOString().slice(0, 10);
export const mondayOf = (day: string) => addDays(day, -((new Date(day).getUTCDay() + 6) % 7));
export const weekDays = (monday: string) => [0, 1, 2, 3, 4, 5, 6].map((n) => addDays(monday, n));

/** "08:00", as it is written in the city. */
export const hourOf = (at: string) => new Date(new Date(at).getTime() + AHEAD).toISOString().slice(11, 16);

export interface RosterRow {
  squad: RosterSquad;
  /** By day, those that begin on it. */
  days: Shift[][];
}

export interface CountyRows {
  county: string;
  rows: RosterRow[];
}

/** Squads by days, a county after the other, in the order the squads came. */
export function grid(
  squads: readonly RosterSquad[],
  shifts: readonly Shift[],
  days: readonly string[],
): CountyRows[] {
  const counties = new Map<string, RosterRow[]>();
  for (const squad of squads) {
    const own = shifts.filter((shift) => shift.squad === squad.id);
    const rows = counties.get(squad.county) ?? [];
    rows.push({
      squad,
      days: days.map((day) => own.filter((shift) => dayOfInstant(shift.startsAt) === day)),
    });
    counties.set(squad.county, rows);
  }
  return [...counties].map(([county, rows]) => ({ county, rows }));
}

/** A shift as it is typed. */
export interface Draft {
  squad: string;
  day: string;
  from: string;
  to: string;
  members: string;
  leader: string;
  vehicle: string;
  onCall: boolean;
}

const at = (day: string, time: string) => `${day}T${time}:00+08:00`;

/** A night ends on the next day. */
export function saidOf(draft: Draft): ShiftSaid {
  const members = several(draft.members);
  const endDay = draft.to <= draft.from ? addDays(draft.day, 1) : draft.day;
  return {
    squad: draft.squad,
    startsAt: at(draft.day, draft.from),
    endsAt: at(endDay, draft.to),
    members,
    ...(draft.leader.trim() ? { leader: draft.leader.trim() } : {}),
    ...(draft.vehicle.trim() ? { vehicle: draft.vehicle.trim() } : {}),
    onCall: draft.onCall,
  };
}

export const draftOf = (shift: Shift): Draft => ({
  squad: shift.squad,
  day: dayOfInstant(shift.startsAt),
  from: hourOf(shift.startsAt),
  to: hourOf(shift.endsAt),
  members: shift.members.join("、"),
  leader: shift.leader ?? "",
  vehicle: shift.vehicle ?? "",
  onCall: shift.onCall,
});

/** A new shift of a squad begins with who is usually in it. */
export const newDraft = (squad: RosterSquad, day: string): Draft => ({
  squad: squad.id,
  day,
  from: "08:00",
  to: "20:00",
  members: squad.members.join("、"),
  leader: squad.members[0] ?? "",
  vehicle: squad.vehicle ?? "",
  onCall: false,
});

export type Phase = "past" | "now" | "ahead";
export const phaseOf = (shift: Shift, now: number): Phase =>
  Date.parse(shift.endsAt) <= now ? "past" : Date.parse(shift.startsAt) <= now ? "now" : "ahead";
