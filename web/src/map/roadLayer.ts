import { type Chart, type Layer, withdraw } from "./createMap";
import type { Geodata } from "./geodata";

/** Roads 道路, schematic: straight links between the county seats; the map says so. */
export function roadLayer(chart: Chart, geodata: Geodata, before?: string): Layer {
  const { map } = chart;
  const p = chart.palette();
  map.addSource("roads", { type: "geojson", data: geodata.roads });
  const round = { "line-cap": "round", "line-join": "round" } as const;
  map.addLayer(
    {
      id: "road-case",
      type: "line",
      source: "roads",
      layout: round,
      paint: { "line-color": p.roadCase, "line-width": ["interpolate", ["linear"], ["zoom"], 8, 3, 13, 9] },
    },
    before,
  );
  map.addLayer(
    {
      id: "road",
      type: "line",
      source: "roads",
      layout: round,
      paint: { "line-color": p.road, "line-width": ["interpolate", ["linear"], ["zoom"], 8, 1.4, 13, 5.5] },
    },
    before,
  );
  return {
    repaint(next) {
      map.setPaintProperty("road-case", "line-color", next.roadCase);
      map.setPaintProperty("road", "line-color", next.road);
    },
    remove: () => withdraw(map, ["road", "road-case"], ["roads"]),
  };
}
