import "maplibre-gl/dist/maplibre-gl.css";
import { type LngLatBoundsLike, Map as MapLibre, type PaddingOptions, setWorkerUrl } from "maplibre-gl";
import workerUrl from "maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url";
import { type Theme, theme } from "@/theme/theme";
import { type Palette, paletteOf } from "./palette";

setWorkerUrl(workerUrl);

/** The whole city, and the built-up core where a quarter of the squads sit. */
export const CITY: LngLatBoundsLike = [
  [111.976, 35.823],
  [113.732, 37.127],
];
export const URBAN: LngLatBoundsLike = [
  [112.985, 36.105],
  [113.245, 36.285],
];

/** Every layer adds itself, repaints itself for a theme and removes itself. */
export interface Layer {
  repaint(palette: Palette): void;
  remove(): void;
}

export interface Chart {
  map: MapLibre;
  palette: () => Palette;
  /** Adds a layer that will follow the theme and go with the map. */
  add<L extends Layer>(layer: L): L;
  setTheme(theme: Theme): void;
  remove(): void;
}

export interface ChartOptions {
  bounds: LngLatBoundsLike;
  /** As a function it is asked again whenever the container changes size. */
  padding: PaddingOptions | (() => PaddingOptions);
  interactive?: boolean;
  /** Longest side of one device pixel ratio; a wall at 4K needs no more than 1. */
  pixelRatio?: number;
}

/** An empty map of ours, loaded: data before `load` would starve it. Needs no Internet. */
export function createMap(container: HTMLElement, options: ChartOptions): Promise<Chart> {
  let palette = paletteOf(theme.value);
  const layers: Layer[] = [];
  const map = new MapLibre({
    container,
    style: {
      version: 8,
      sources: {},
      layers: [{ id: "sea", type: "background", paint: { "background-color": palette.background } }],
    },
    bounds: options.bounds,
    fitBoundsOptions: { padding: paddingOf(options) },
    interactive: options.interactive ?? true,
    attributionControl: false,
    fadeDuration: 0,
    dragRotate: false,
    pitchWithRotate: false,
    maxBounds: [
      [110.6, 35.0],
      [115.1, 38.0],
    ],
    maxZoom: 16,
    ...(options.pixelRatio ? { pixelRatio: options.pixelRatio } : {}),
  });
  map.touchZoomRotate.disableRotation();
  map.keyboard.disable();
  map.getCanvas().setAttribute("tabindex", "-1");
  map.getCanvas().setAttribute("aria-hidden", "true");

  // until somebody moves the map, a resized container shows the same bounds
  let moved = false;
  map.on("movestart", (event) => {
    if ("originalEvent" in event && event.originalEvent) moved = true;
  });
  map.on("resize", () => {
    if (!moved) map.fitBounds(options.bounds, { padding: paddingOf(options), duration: 0 });
  });

  const chart: Chart = {
    map,
    palette: () => palette,
    add(layer) {
      layers.push(layer);
      return layer;
    },
    setTheme(next) {
      palette = paletteOf(next);
      map.setPaintProperty("sea", "background-color", palette.background);
      for (const layer of layers) layer.repaint(palette);
    },
    remove() {
      for (const layer of layers.splice(0).reverse()) layer.remove();
      map.remove();
    },
  };
  return new Promise((done, fail) => {
    map.once("load", () => done(chart));
    map.once("error", (event) => fail(event.error));
  });
}

const paddingOf = ({ padding }: ChartOptions) => (typeof padding === "function" ? padding() : padding);

/** Removes the layers and then the sources a file added, whichever still exist. */
export function withdraw(map: MapLibre, layers: string[], sources: string[]) {
  for (const id of layers) if (map.getLayer(id)) map.removeLayer(id);
  for (const id of sources) if (map.getSource(id)) map.removeSource(id);
}

export type { MapLibre };
