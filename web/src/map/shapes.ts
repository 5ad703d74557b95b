import type { GeoJSONSource } from "maplibre-gl";
import type { LonLat } from "@/api/shapes";
import type { MapLibre } from "./createMap";

type Properties = Record<string, unknown>;
type Feature<G extends GeoJSON.Geometry = GeoJSON.Geometry> = GeoJSON.Feature<G, Properties>;

const collection = (features: Feature[]) => ({ type: "FeatureCollection" as const, features });
const lonLat = ({ lon, lat }: LonLat) => [lon, lat];

export const point = (at: LonLat, properties: Properties = {}): Feature<GeoJSON.Point> => ({
  type: "Feature",
  properties,
  geometry: { type: "Point", coordinates: lonLat(at) },
});

export const line = (along: readonly LonLat[], properties: Properties = {}): Feature<GeoJSON.LineString> => ({
  type: "Feature",
  properties,
  geometry: { type: "LineString", coordinates: along.map(lonLat) },
});

export const area = (edge: [number, number][]): Feature<GeoJSON.Polygon> => ({
  type: "Feature",
  properties: {},
  geometry: { type: "Polygon", coordinates: [edge] },
});

/** A source whose shapes change. What the map shows already is not given to it again: each time costs a frame of the whole map. */
export function shapes(map: Pick<MapLibre, "addSource" | "getSource">, id: string) {
  let shown = "[]";
  map.addSource(id, { type: "geojson", data: collection([]) });
  return (features: Feature[]) => {
    const next = JSON.stringify(features);
    if (next === shown) return;
    shown = next;
    void map.getSource<GeoJSONSource>(id)?.setData(collection(features));
  };
}
