import type { ExpressionSpecification } from "maplibre-gl";
import { type Chart, type Layer, withdraw } from "./createMap";
import type { Geodata } from "./geodata";
import { MAP_FONT, type Palette } from "./palette";

const CORE = "140403";
const SHADED = ["140406", "140428", "140429", "140427", "140431"];

interface DistrictOptions {
  /** Text size at the overview; a wall passes its own. */
  labelSize?: number;
  /** Draws names a little higher where markers crowd the seats. */
  labelLift?: number;
}

/** Districts 区县: land, borders and names; the counties around as a faint ground. */
export function districtLayer(chart: Chart, geodata: Geodata, options: DistrictOptions = {}): Layer {
  const { map } = chart;
  const p = chart.palette();
  map.addSource("neighbours", { type: "geojson", data: geodata.neighbours });
  map.addSource("districts", { type: "geojson", data: geodata.districts });
  map.addSource("district-names", { type: "geojson", data: names(geodata) });
  map.addLayer({ id: "abroad", type: "fill", source: "neighbours", paint: { "fill-color": p.abroad } });
  map.addLayer({
    id: "abroad-line",
    type: "line",
    source: "neighbours",
    paint: { "line-color": p.abroadLine },
  });
  map.addLayer({ id: "land", type: "fill", source: "districts", paint: { "fill-color": landColour(p) } });
  map.addLayer({
    id: "land-edge",
    type: "line",
    source: "districts",
    paint: { "line-color": p.edge, "line-width": 7, "line-blur": 6, "line-opacity": p.edgeOpacity },
  });
  map.addLayer({
    id: "land-border",
    type: "line",
    source: "districts",
    paint: { "line-color": p.border, "line-width": 1.1, "line-dasharray": [3, 2] },
  });
  map.addLayer({
    id: "district-name",
    type: "symbol",
    source: "district-names",
    layout: {
      "text-field": ["get", "name"],
      "text-font": MAP_FONT,
      "text-size": options.labelSize ?? ["interpolate", ["linear"], ["zoom"], 8, 13, 12, 20],
      "text-letter-spacing": 0.18,
      "text-offset": [0, options.labelLift ?? -1.6],
      "text-allow-overlap": true,
    },
    paint: { "text-color": p.label, "text-halo-color": p.labelHalo, "text-halo-width": 1.6 },
  });

  return {
    repaint(next) {
      map.setPaintProperty("abroad", "fill-color", next.abroad);
      map.setPaintProperty("abroad-line", "line-color", next.abroadLine);
      map.setPaintProperty("land", "fill-color", landColour(next));
      map.setPaintProperty("land-edge", "line-color", next.edge);
      map.setPaintProperty("land-edge", "line-opacity", next.edgeOpacity);
      map.setPaintProperty("land-border", "line-color", next.border);
      map.setPaintProperty("district-name", "text-color", next.label);
      map.setPaintProperty("district-name", "text-halo-color", next.labelHalo);
    },
    remove: () =>
      withdraw(
        map,
        ["district-name", "land-border", "land-edge", "land", "abroad-line", "abroad"],
        ["district-names", "districts", "neighbours"],
      ),
  };
}

const landColour = (p: Palette): ExpressionSpecification => [
  "match",
  ["get", "adcode"],
  CORE,
  p.urban,
  SHADED,
  p.land[1],
  p.land[0],
];

const names = ({ districts }: Geodata) => ({
  type: "FeatureCollection" as const,
  features: districts.features.map(({ properties: d }) => ({
    type: "Feature" as const,
    properties: { name: d.name },
    geometry: { type: "Point" as const, coordinates: [d.labelLon, d.labelLat] },
  })),
});
