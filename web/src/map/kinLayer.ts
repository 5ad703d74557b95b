import type { GeoJSONSource } from "maplibre-gl";
import type { LonLat } from "@/api/shapes";
import { type Chart, type Layer, withdraw } from "./createMap";

export interface KinLine {
  from: LonLat;
  to: LonLat;
}

/** Quiet lines and rings to the cases that belong to the one in hand (关联工单). */
export function kinLayer(chart: Chart, before = "missions") {
  const { map } = chart;
  const colour = chart.palette().squadLabel;
  map.addSource("kin", { type: "geojson", data: features([]) });
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
    show: (lines: KinLine[]) => void map.getSource<GeoJSONSource>("kin")?.setData(features(lines)),
    repaint(next) {
      map.setPaintProperty("kin-line", "line-color", next.squadLabel);
      map.setPaintProperty("kin-mark", "circle-stroke-color", next.squadLabel);
    },
    remove: () => withdraw(map, ["kin-mark", "kin-line"], ["kin"]),
  } satisfies Layer & { show(lines: KinLine[]): void };
}

const features = (lines: KinLine[]) => ({
  type: "FeatureCollection" as const,
  features: lines.flatMap(({ from, to }) => [
    {
      type: "Feature" as const,
      properties: {},
      geometry: {
        type: "LineString" as const,
        coordinates: [
          [from.lon, from.lat],
          [to.lon, to.lat],
        ],
      },
    },
    {
      type: "Feature" as const,
      properties: {},
      geometry: { type: "Point" as const, coordinates: [to.lon, to.lat] },
    },
  ]),
});
