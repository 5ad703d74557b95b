import type { LonLat } from "@/api/shapes";
import { type Chart, type Layer, withdraw } from "./createMap";
import { MAP_FONT } from "./palette";
import { line, shapes } from "./shapes";

export interface Mission {
  from: LonLat;
  to: LonLat;
  text: string;
  chosen: boolean;
}

/** Mission lines 派遣线: from the first candidates to the case, the chosen one bold. */
export function missionLines(chart: Chart, before = "squad-around") {
  const { map } = chart;
  const p = chart.palette();
  const draw = shapes(map, "missions");
  map.addLayer(
    {
      id: "missions",
      type: "line",
      source: "missions",
      layout: { "line-cap": "round" },
      paint: {
        "line-color": p.accent,
        "line-width": ["case", ["get", "chosen"], 3, 1.4],
        "line-dasharray": [1.5, 1.8],
        "line-opacity": ["case", ["get", "chosen"], 1, 0.6],
      },
    },
    before,
  );
  map.addLayer({
    id: "mission-label",
    type: "symbol",
    source: "missions",
    layout: {
      "symbol-placement": "line-center",
      "text-field": ["get", "text"],
      "text-font": MAP_FONT,
      "text-size": 12,
      "text-rotation-alignment": "viewport",
      "text-offset": [0, -0.8],
    },
    paint: { "text-color": p.accent, "text-halo-color": p.labelHalo, "text-halo-width": 2 },
  });
  return {
    show: (missions: Mission[]) =>
      draw(missions.map(({ from, to, text, chosen }) => line([from, to], { text, chosen }))),
    repaint(next) {
      map.setPaintProperty("missions", "line-color", next.accent);
      map.setPaintProperty("mission-label", "text-color", next.accent);
      map.setPaintProperty("mission-label", "text-halo-color", next.labelHalo);
    },
    remove: () => withdraw(map, ["mission-label", "missions"], ["missions"]),
  } satisfies Layer & { show(missions: Mission[]): void };
}
