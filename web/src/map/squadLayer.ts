import type { ExpressionSpecification } from "maplibre-gl";
import { type Chart, type Layer, withdraw } from "./createMap";
import { MAP_FONT } from "./palette";
import { point, shapes } from "./shapes";
import { addSquadIcons, type UnitStatus } from "./squadIcons";

/** One squad as the map draws it. */
export interface SquadMark {
  slot: number;
  code: string;
  lon: number;
  lat: number;
  status: UnitStatus;
  ageing: boolean;
  heading: number;
  /** Text under the mark: its code, and its age when it is getting old. */
  label: string;
  /** Metres around it within which it is now, 0 for none. */
  around: number;
  /** It calls for help. */
  sos?: boolean;
  /** Its devices say something that cannot be: what is drawn is the last that could. */
  doubted?: boolean;
}

interface SquadOptions {
  labelsFrom?: number;
  iconSize?: number | ExpressionSpecification;
  onPick?: (slot: number) => void;
}

/** At the latitude of the city, with tiles of 512 pixels. */
const METRES_PER_PIXEL_8 = (40_075_017 * Math.cos((36.2 * Math.PI) / 180)) / (512 * 2 ** 8);

/** Squads 分队: one symbol layer, a label layer, and circles where the fix is vague. */
export function squadLayer(chart: Chart, options: SquadOptions = {}) {
  const { map } = chart;
  addSquadIcons(map, chart.palette());
  const draw = shapes(map, "squads");
  map.addLayer({
    id: "squad-around",
    type: "circle",
    source: "squads",
    filter: [">", ["get", "around"], 0],
    minzoom: 8,
    paint: {
      "circle-radius": [
        "interpolate",
        ["exponential", 2],
        ["zoom"],
        8,
        ["/", ["get", "around"], METRES_PER_PIXEL_8],
        16,
        ["/", ["get", "around"], METRES_PER_PIXEL_8 / 256],
      ],
      "circle-color": chart.palette().accent,
      "circle-opacity": 0.1,
      "circle-stroke-color": chart.palette().accent,
      "circle-stroke-width": 1,
      "circle-stroke-opacity": 0.5,
    },
  });
  map.addLayer({
    id: "squad-sos",
    type: "circle",
    source: "squads",
    filter: ["==", ["get", "sos"], true],
    paint: {
      "circle-radius": 19,
      "circle-opacity": 0.25,
      "circle-color": chart.palette().alarm,
      "circle-stroke-color": chart.palette().alarm,
      "circle-stroke-width": 3,
    },
  });
  map.addLayer({
    id: "squad-doubted",
    type: "circle",
    source: "squads",
    filter: ["==", ["get", "doubted"], true],
    paint: {
      "circle-radius": 15,
      "circle-opacity": 0,
      "circle-stroke-color": chart.palette().doubt,
      "circle-stroke-width": 2,
      "circle-stroke-opacity": 0.9,
    },
  });
  map.addLayer({
    id: "squads",
    type: "symbol",
    source: "squads",
    layout: {
      "icon-image": ["case", ["get", "ageing"], ["concat", ["get", "status"], "-ageing"], ["get", "status"]],
      "icon-rotate": ["get", "heading"],
      "icon-rotation-alignment": "map",
      "icon-allow-overlap": true,
      "icon-ignore-placement": true,
      "icon-size": options.iconSize ?? ["interpolate", ["linear"], ["zoom"], 8, 0.55, 10.5, 0.8, 13, 1],
    },
  });
  map.addLayer({
    id: "squad-label",
    type: "symbol",
    source: "squads",
    minzoom: options.labelsFrom ?? 10.4,
    layout: {
      "text-field": ["get", "label"],
      "text-font": MAP_FONT,
      "text-size": 11.5,
      "text-offset": [0, 1.25],
      "text-optional": true,
    },
    paint: {
      "text-color": chart.palette().squadLabel,
      "text-halo-color": chart.palette().labelHalo,
      "text-halo-width": 1.5,
    },
  });
  const { onPick } = options;
  if (onPick) {
    map.on("click", "squads", (event) => {
      const slot = event.features?.[0]?.properties.slot;
      if (typeof slot === "number") onPick(slot);
    });
    map.on("mouseenter", "squads", () => {
      map.getCanvas().style.cursor = "pointer";
    });
    map.on("mouseleave", "squads", () => {
      map.getCanvas().style.cursor = "";
    });
  }

  return {
    show: (marks: Iterable<SquadMark>) =>
      draw([...marks].map(({ lon, lat, ...properties }) => point({ lon, lat }, properties))),
    repaint(next) {
      addSquadIcons(map, next);
      map.setPaintProperty("squad-label", "text-color", next.squadLabel);
      map.setPaintProperty("squad-label", "text-halo-color", next.labelHalo);
      map.setPaintProperty("squad-around", "circle-color", next.accent);
      map.setPaintProperty("squad-around", "circle-stroke-color", next.accent);
      map.setPaintProperty("squad-doubted", "circle-stroke-color", next.doubt);
      map.setPaintProperty("squad-sos", "circle-color", next.alarm);
      map.setPaintProperty("squad-sos", "circle-stroke-color", next.alarm);
    },
    remove: () =>
      withdraw(map, ["squad-label", "squads", "squad-doubted", "squad-sos", "squad-around"], ["squads"]),
  } satisfies Layer & { show(marks: Iterable<SquadMark>): void };
}
