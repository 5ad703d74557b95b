import type { LonLat } from "@/api/shapes";
import { type Chart, type Layer, withdraw } from "./createMap";
import { MAP_FONT } from "./palette";
import { area, point, shapes } from "./shapes";

export interface IncidentMark extends LonLat {
  title: string;
  radiusM: number;
}

const STEPS = 64;
const METRES_PER_DEGREE = 111_195;

/** Open incidents 群体事件: a double ring as wide as the incident, its title above; it never gets smaller than a thumb. */
export function incidentLayer(chart: Chart, scale = 1) {
  const { map } = chart;
  const colour = chart.palette().squadLabel;
  const draw = shapes(map, "incidents");
  map.addLayer({
    id: "incident-area",
    type: "fill",
    source: "incidents",
    filter: ["==", ["geometry-type"], "Polygon"],
    paint: { "fill-color": colour, "fill-opacity": 0.12 },
  });
  map.addLayer({
    id: "incident-edge",
    type: "line",
    source: "incidents",
    filter: ["==", ["geometry-type"], "Polygon"],
    paint: { "line-color": colour, "line-width": 2 * scale },
  });
  map.addLayer({
    id: "incident-mark",
    type: "circle",
    source: "incidents",
    filter: ["==", ["geometry-type"], "Point"],
    paint: {
      "circle-radius": 31 * scale,
      "circle-color": "transparent",
      "circle-stroke-color": colour,
      "circle-stroke-width": 3 * scale,
    },
  });
  map.addLayer({
    id: "incident-title",
    type: "symbol",
    source: "incidents",
    filter: ["==", ["geometry-type"], "Point"],
    layout: {
      "text-field": ["get", "title"],
      "text-font": MAP_FONT,
      "text-size": 13 * scale,
      "text-offset": [0, -2.8],
      "text-anchor": "bottom",
      "text-max-width": 16,
      "text-allow-overlap": true,
    },
    paint: { "text-color": colour, "text-halo-color": chart.palette().labelHalo, "text-halo-width": 2 },
  });
  return {
    show: (marks: readonly IncidentMark[]) =>
      draw(marks.flatMap((mark) => [area(ring(mark, mark.radiusM)), point(mark, { title: mark.title })])),
    repaint(next) {
      map.setPaintProperty("incident-area", "fill-color", next.squadLabel);
      map.setPaintProperty("incident-edge", "line-color", next.squadLabel);
      map.setPaintProperty("incident-mark", "circle-stroke-color", next.squadLabel);
      map.setPaintProperty("incident-title", "text-color", next.squadLabel);
      map.setPaintProperty("incident-title", "text-halo-color", next.labelHalo);
    },
    remove: () =>
      withdraw(map, ["incident-title", "incident-mark", "incident-edge", "incident-area"], ["incidents"]),
  } satisfies Layer & { show(marks: readonly IncidentMark[]): void };
}

/** A circle on the ground as a closed line of degrees. */
export function ring({ lon, lat }: LonLat, radiusM: number): [number, number][] {
  const north = radiusM / METRES_PER_DEGREE;
  const east = north / Math.cos((lat * Math.PI) / 180);
  return Array.from({ length: STEPS + 1 }, (_, i) => {
    const angle = (2 * Math.PI * (i % STEPS)) / STEPS;
    return [lon + east * Math.sin(angle), lat + north * Math.cos(angle)];
  });
}
