import type { Freshness, SquadCard, SquadState } from "@/api/shapes";
import type { Position } from "./frame";

export type UnitStatus = "free" | "sent" | "route" | "scene" | "off";

export interface UnitView {
  status: UnitStatus;
  /** Absent: the position is lost or was never known. */
  freshness: Freshness | undefined;
  /** Seconds since the fix, by the server's clock. */
  age: number | undefined;
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

const LOST = 300;

export function freshnessOf(ageSeconds: number): Freshness | undefined {
  if (ageSeconds < 30) return "live";
  if (ageSeconds < 180) return "ageing";
  return ageSeconds <= LOST ? "stale" : undefined;
}

/** How a squad is shown: its state, and how far its position can be trusted. A free squad out of touch is not free. */
export function unitView(squad: SquadCard, position: Position | undefined, now: number): UnitView {
  const age = position && Math.max(0, Math.round((now - position.fixAt) / 1000));
  const freshness = age === undefined ? undefined : freshnessOf(age);
  const status = BY_STATE[squad.state];
  const outOfTouch = freshness === undefined || (freshness === "stale" && status === "free");
  return { status: outOfTouch ? "off" : status, freshness, age };
}

export const onDuty = (squad: SquadCard) => squad.state !== "offDuty";

/** 潞州05 → 05: what is left once the county is named elsewhere. */
export const squadNumber = (code: string) => /\d+$/.exec(code)?.[0] ?? code;
