import type { FeatureCollection, Geometry, MultiPolygon, Polygon } from "geojson";
import { get } from "@/api/http";
import type { LonLat } from "@/api/shapes";

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

/** A place consumers come to in crowds 消费场所. */
export interface Venue {
  id: string;
  county: string;
  name: string;
  kind: string;
  place: string;
  point: LonLat;
  approx: boolean;
  demo: boolean;
}

export interface Geodata {
  districts: Collection<District, Polygon | MultiPolygon>;
  neighbours: Collection<{ name: string }>;
  roads: Collection<{ class: string }>;
  places: Collection<{ name: string; adcode: string }>;
  venues: Venue[];
}

/** The open geography the server hands out; the map draws nothing from anywhere else. */
export async function loadGeodata(): Promise<Geodata> {
  const layer = <T>(name: string) => get<T>(`/api/geo/${name}`);
  const [districts, neighbours, roads, places, venues] = await Promise.all([
    layer<Geodata["districts"]>("districts"),
    layer<Geodata["neighbours"]>("neighbours"),
    layer<Geodata["roads"]>("roads"),
    layer<Geodata["places"]>("places"),
    get<Venue[]>("/api/venues"),
  ]);
  return { districts, neighbours, roads, places, venues };
}
