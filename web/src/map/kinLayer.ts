import type { LonLat } from "@/api/shapes";
import { type Chart, type Layer, withdraw } from "./createMap";
import { line, point, shapes } from "./shapes";

export interface KinLine {
  from: LonLat;
  to: LonLat;
}

/** Quiet lines and rings to the cases that belong to the one in hand (关联工单). */
export function kinLayer(chart: Chart, before = "missions") {
  const { map } = chart;
  const colour = chart.palette().squadLabel;
  const draw = shapes(map, "kin");
  map.addLayer(
    {
      id: "kin-line",
      type: "line",
      source: "kin",
      filter: ["==", ["geometry-type"], "LineString"],
      paint: { "line-color": colour, "line-width": 1.2, "line-dasharray": [1, 3], "line-opacity": 0.75 },
    },
    before,
  );
  map.addLayer(
    {
      id: "kin-mark",
      type: "circle",
      source: "kin",
      filter: ["==", ["geometry-type"], "Point"],
      paint: {
        "circle-radius": 17,
        "circle-color": "transparent",
        "circle-stroke-color": colour,
        "circle-stroke-width": 1.2,
        "circle-stroke-opacity": 0.8,
      },
    },
    before,
  );
  return {
    show: (lines: KinLine[]) => draw(lines.flatMap(({ from, to }) => [line([from, to]), point(to)])),
    repaint(next) {
      map.setPaintProperty("kin-line", "line-color", next.squadLabel);
      map.setPaintProperty("kin-mark", "circle-stroke-color", next.squadLabel);
    },
    remove: () => withdraw(map, ["kin-mark", "kin-line"], ["kin"]),
  } satisfies Layer & { show(lines: KinLine[]): void };
}
