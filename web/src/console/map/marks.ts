import type { Candidate } from "@/api/shapes";
import type { CaseMark } from "@/map/caseMarkers";
import type { Mission } from "@/map/missionLines";
import type { SquadMark } from "@/map/squadLayer";
import { glyph } from "@/words/shared";
import type { Unit } from "../desk/board";
import type { Row } from "../queue/queue";
import { shortNo } from "../queue/stage";

/** Beyond this the least urgent are left to the list: hundreds of rings say nothing on a map. */
const MOST = 220;
const PULSING = 3;
const VAGUE = 50;

/** Rows come in order of urgency, so what is cut off is never urgent. */
export function caseMarks(rows: readonly Row[], selectedId: string | undefined): CaseMark[] {
  let pulsing = 0;
  return rows
    .filter((row, index) => index < MOST || row.urgency !== "ok" || row.card.id === selectedId)
    .flatMap(({ card, countdown, urgency }) => {
      if (card.lon === undefined || card.lat === undefined) return [];
      const selected = card.id === selectedId;
      const mark: CaseMark = {
        id: card.id,
        lon: card.lon,
        lat: card.lat,
        glyph: glyph(card.industry),
        fraction: countdown?.fraction ?? 0,
        urgency,
        title: `#${shortNo(card.no)} ${card.title}`,
        selected,
        dim: selectedId !== undefined && !selected && urgency === "ok",
        pulse: urgency === "breach" && pulsing++ < PULSING,
      };
      return [mark];
    });
}

export function squadMarks(units: readonly Unit[], ageText: (seconds: number) => string): SquadMark[] {
  return units.flatMap(({ squad, position, status, freshness, age }) => {
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
        around: position.accuracy > VAGUE ? position.accuracy : 0,
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
