import { type Chart, type Layer, withdraw } from "./createMap";
import type { Venue } from "./geodata";
import { MAP_FONT } from "./palette";
import { venueFeatures } from "./venues";

/** Names stand from here on: over the whole city they would crowd the districts'. */
const NAMED_FROM = 9.2;

/** Venues 消费场所: a quiet point and a name that gives way to squads and cases. */
export function venueLayer(chart: Chart, venues: readonly Venue[], demo: string): Layer {
  const { map } = chart;
  const p = chart.palette();
  map.addSource("venues", { type: "geojson", data: venueFeatures(venues, demo) });
  map.addLayer({
    id: "venue",
    type: "circle",
    source: "venues",
    paint: {
      "circle-radius": ["interpolate", ["linear"], ["zoom"], 8, 2, 12, 3.5],
      "circle-color": p.labelHalo,
      "circle-stroke-color": p.place,
      "circle-stroke-width": 1.2,
    },
  });
  map.addLayer({
    id: "venue-name",
    type: "symbol",
    source: "venues",
    minzoom: NAMED_FROM,
    layout: {
      "text-field": ["get", "label"],
      "text-font": MAP_FONT,
      "text-size": 11,
      "text-offset": [0, 0.7],
      "text-anchor": "top",
    },
    paint: { "text-color": p.place, "text-halo-color": p.labelHalo, "text-halo-width": 1.2 },
  });
  return {
    repaint(next) {
      map.setPaintProperty("venue", "circle-color", next.labelHalo);
      map.setPaintProperty("venue", "circle-stroke-color", next.place);
      map.setPaintProperty("venue-name", "text-color", next.place);
      map.setPaintProperty("venue-name", "text-halo-color", next.labelHalo);
    },
    remove: () => withdraw(map, ["venue-name", "venue"], ["venues"]),
  };
}
