import type { CaseMark } from "@/map/caseMarkers";
import { glyph } from "@/words/shared";
import type { Row } from "./queue";
import { shortNo } from "./stage";

/** Beyond this the least urgent are left to the list: hundreds of rings say nothing on a map. */
const MOST = 220;
const PULSING = 3;

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
