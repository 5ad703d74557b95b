import { type Chart, type Layer, withdraw } from "./createMap";
import { line, point, shapes } from "./shapes";

/** One position of a past track as the map draws it. */
export interface TrackDot {
  lon: number;
  lat: number;
  doubted: boolean;
}

/** Where a squad has been (历史轨迹): a line through what nobody doubts, and a dot for each position. */
export function trackLayer(chart: Chart, before = "squad-around") {
  const { map } = chart;
  const p = chart.palette();
  const draw = shapes(map, "track");
  map.addLayer(
    {
      id: "track-line",
      type: "line",
      source: "track",
      filter: ["==", ["geometry-type"], "LineString"],
      layout: { "line-cap": "round", "line-join": "round" },
      paint: { "line-color": p.accent, "line-width": 2.5, "line-opacity": 0.8 },
    },
    before,
  );
  map.addLayer(
    {
      id: "track-dot",
      type: "circle",
      source: "track",
      filter: ["==", ["geometry-type"], "Point"],
      paint: {
        "circle-radius": ["case", ["get", "doubted"], 4, 2.5],
        "circle-color": ["case", ["get", "doubted"], p.doubt, p.accent],
        "circle-stroke-color": p.labelHalo,
        "circle-stroke-width": 1,
      },
    },
    before,
  );
  return {
    show(dots: readonly TrackDot[]) {
      const sure = dots.filter(({ doubted }) => !doubted);
      draw([
        ...(sure.length > 1 ? [line(sure, { doubted: false })] : []),
        ...dots.map((dot) => point(dot, { doubted: dot.doubted })),
      ]);
    },
    repaint(next) {
      map.setPaintProperty("track-line", "line-color", next.accent);
      map.setPaintProperty("track-dot", "circle-color", [
        "case",
        ["get", "doubted"],
        next.doubt,
        next.accent,
      ]);
      map.setPaintProperty("track-dot", "circle-stroke-color", next.labelHalo);
    },
    remove: () => withdraw(map, ["track-dot", "track-line"], ["track"]),
  } satisfies Layer & { show(dots: readonly TrackDot[]): void };
}
