import type { Freshness, PhoneTrouble, SquadCard, SquadState } from "@/api/shapes";
import type { Position } from "./frame";

export type UnitStatus = "free" | "sent" | "route" | "scene" | "off";

export interface UnitView {
  status: UnitStatus;
  /** Absent: nobody ever saw it. */
  freshness: Freshness | undefined;
  /** Seconds since the fix, by the server's clock. */
  age: number | undefined;
  /** Metres around the last fix within which it must be by now; 0 while the fix is live. */
  reach: number;
}

const BY_STATE: Record<SquadState, UnitStatus> = {
  offDuty: "off",
  break: "off",
  available: "free",
  returning: "free",
  assigned: "sent",
  responding: "sent",
  enRoute: "route",
  onScene: "scene",
};

/** Metres per second that a crew in this state may make at the most: the server ranks by the same figures (`Geo/Reach.cs`). */
const TOP_SPEED: Record<SquadState, number> = {
  offDuty: 0,
  break: 0,
  available: 5,
  returning: 14,
  assigned: 5,
  responding: 5,
  enRoute: 22,
  onScene: 2,
};
/** Farther than this the disc says nothing any more. */
const FARTHEST = 5_000;

export function freshnessOf(ageSeconds: number): Freshness {
  if (ageSeconds < 30) return "live";
  if (ageSeconds < 180) return "ageing";
  return ageSeconds <= 300 ? "stale" : "lost";
}

const reachOf = (state: SquadState, accuracy: number, age: number) =>
  Math.min(FARTHEST, Math.round(accuracy + age * TOP_SPEED[state]));

/** How a squad is shown: its state, and how far its position can be trusted. A free squad out of touch is not free. */
export function unitView(squad: SquadCard, position: Position | undefined, now: number): UnitView {
  const age = position && Math.max(0, Math.round((now - position.fixAt) / 1000));
  const freshness = age === undefined ? undefined : freshnessOf(age);
  const status = BY_STATE[squad.state];
  const outOfTouch =
    freshness === undefined || freshness === "lost" || (freshness === "stale" && status === "free");
  return {
    status: outOfTouch ? "off" : status,
    freshness,
    age,
    reach: freshness && freshness !== "live" ? reachOf(squad.state, position?.accuracy ?? 0, age ?? 0) : 0,
  };
}

/** What makes a squad's place doubtful or about to be lost: its positions, or its phone. */
export type UnitTrouble = "doubted" | PhoneTrouble;

/** While it is on duty: positions that cannot be, and what its phone says of itself. */
export function troublesOf(squad: SquadCard, position: Position | undefined): UnitTrouble[] {
  if (!onDuty(squad)) return [];
  const doubted = squad.health !== undefined || position?.suspicious === true;
  return [...(doubted ? (["doubted"] as const) : []), ...(squad.phone?.troubles ?? [])];
}

export const onDuty = (squad: SquadCard) => squad.state !== "offDuty";

/** 潞州05 → 05: what is left once the county is named elsewhere. */
export const squadNumber = (code: string) => /\d+$/.exec(code)?.[0] ?? code;
