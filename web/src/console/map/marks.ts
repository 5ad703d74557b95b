import type { Candidate } from "@/api/advice";
import type { Row } from "@/live/queue";
import type { Mission } from "@/map/missionLines";
import type { SquadMark } from "@/map/squadLayer";
import type { Unit } from "../desk/board";

const VAGUE = 50;

export function squadMarks(units: readonly Unit[], ageText: (seconds: number) => string): SquadMark[] {
  return units.flatMap(({ squad, position, status, freshness, age, reach }) => {
    if (!position || squad.state === "offDuty") return [];
    const old = freshness !== "live";
    return [
      {
        slot: squad.slot,
        code: squad.code,
        lon: position.lon,
        lat: position.lat,
        status,
        ageing: old && status !== "off",
        heading: status === "route" ? (position.heading ?? 0) : 0,
        label: age !== undefined && age >= 60 ? `${squad.code}\n${ageText(age)}` : squad.code,
        around: reach > 0 ? reach : position.accuracy > VAGUE ? position.accuracy : 0,
        sos: squad.sos !== undefined,
        doubted: position.suspicious,
      },
    ];
  });
}

/** Lines from the first three candidates, where they are now, to the case. */
export function missions(
  row: Row | undefined,
  candidates: readonly Candidate[],
  chosen: number,
  units: readonly Unit[],
  text: (candidate: Candidate) => string,
): Mission[] {
  const { lon, lat } = row?.card ?? {};
  if (lon === undefined || lat === undefined) return [];
  const first = candidates.slice(0, 3);
  const shown = chosen > 3 ? [...first.slice(0, 2), ...candidates.slice(chosen - 1, chosen)] : first;
  return shown.flatMap((candidate) => {
    const from = units.find((unit) => unit.squad.id === candidate.squadId)?.position;
    if (!from) return [];
    const picked = candidate === (candidates[chosen - 1] ?? candidates[0]);
    return [{ from, to: { lon, lat }, text: text(candidate), chosen: picked }];
  });
}

/** The line of a squad already on its way to the selected case. */
export function underway(row: Row | undefined, units: readonly Unit[]): Mission[] {
  const { lon, lat, squad } = row?.card ?? {};
  const unit = squad === undefined ? undefined : units.find((u) => u.squad.id === squad);
  const moving = row?.stage === "receipt" || row?.stage === "respond" || row?.stage === "travel";
  if (!moving || lon === undefined || lat === undefined || !unit?.position) return [];
  return [{ from: unit.position, to: { lon, lat }, text: unit.squad.code, chosen: true }];
}
