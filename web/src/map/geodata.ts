import type { FeatureCollection, Geometry, MultiPolygon, Polygon } from "geojson";
import { get } from "@/api/http";

export type Collection<P, G extends Geometry = Geometry> = FeatureCollection<G, P>;

export interface District {
  name: string;
  adcode: string;
  kind: string;
  labelLon: number;
  labelLat: number;
  seatLon: number;
  seatLat: number;
}

export interface Geodata {
  districts: Collection<District, Polygon | MultiPolygon>;
  neighbours: Collection<{ name: string }>;
  roads: Collection<{ class: string }>;
  places: Collection<{ name: string; adcode: string }>;
}

/** The open geography the server hands out; the map draws nothing from anywhere else. */
export async function loadGeodata(): Promise<Geodata> {
  const layer = <T>(name: string) => get<T>(`/api/geo/${name}`);
  const [districts, neighbours, roads, places] = await Promise.all([
    layer<Geodata["districts"]>("districts"),
    layer<Geodata["neighbours"]>("neighbours"),
    layer<Geodata["roads"]>("roads"),
    layer<Geodata["places"]>("places"),
  ]);
  return { districts, neighbours, roads, places };
}
