import { call, get, postOnce } from "./http";
import { newId } from "./ids";
import type { LonLat } from "./shapes";

export type UnitKind =
  | "cityBureau"
  | "countyBureau"
  | "zoneBureau"
  | "station"
  | "section"
  | "centre"
  | "team"
  | "association";
export const OFFICE_KINDS = ["station", "section", "centre", "team", "association"] as const;
export const POSTS = [
  "head",
  "deputy",
  "leadingHead",
  "leadingDeputy",
  "leadingMember",
  "coordinator",
] as const;

/** A person in a post (任职人员). */
export interface Officer {
  post: (typeof POSTS)[number];
  name: string;
  title?: string;
  phone?: string;
}

/** A unit of the register (机构名册). */
export interface Unit {
  id: string;
  code: string;
  county: string;
  kind: UnitKind;
  parent?: string;
  name: string;
  phone?: string;
  address?: string;
  lon?: number;
  lat?: number;
  industries: number[];
  squad?: string;
  people: Officer[];
  demo: boolean;
  closed: boolean;
  sort: number;
  version: number;
  /** The zone's border has been drawn. */
  bordered?: boolean;
}

export interface UnitSaid {
  county: string;
  kind: UnitKind;
  name: string;
  code?: string;
  parent?: string;
  phone?: string;
  address?: string;
  point?: LonLat;
  industries?: number[];
  squad?: string;
  people?: Officer[];
  closed?: boolean;
  sort?: number;
}

export const units = (signal?: AbortSignal) => get<Unit[]>("/api/units", signal);
export const enterUnit = (commandId: string, unit: UnitSaid) =>
  postOnce<{ id: string }>("/api/units", { commandId, unit } as { commandId: string });
export const changeUnit = (id: string, unit: UnitSaid, version: number) =>
  call("PUT", `/api/units/${id}`, { body: { commandId: newId(), unit, version } });

/** The whole of a unit as it stands, to be sent back with one thing changed. */
export const saidOf = (unit: Unit): UnitSaid => ({
  county: unit.county,
  kind: unit.kind,
  name: unit.name,
  code: unit.code,
  ...(unit.parent ? { parent: unit.parent } : {}),
  ...(unit.phone ? { phone: unit.phone } : {}),
  ...(unit.address ? { address: unit.address } : {}),
  ...(unit.lon !== undefined && unit.lat !== undefined ? { point: { lon: unit.lon, lat: unit.lat } } : {}),
  industries: unit.industries,
  ...(unit.squad ? { squad: unit.squad } : {}),
  people: unit.people,
  closed: unit.closed,
  sort: unit.sort,
});

interface Named {
  id: string;
  name: string;
  closed?: boolean;
}

/** One plot of the responsibility table (责任田). */
export interface PlotItem {
  county: string;
  industry: number;
  unit: Named;
  backup?: Named;
  squad?: { id: string; code: string };
  demo?: boolean;
}

export interface Plot {
  county: string;
  industry: number;
  unit?: string;
  backup?: string;
  squad?: string;
}

export interface PlotsSaved {
  version: number;
  saved: number;
  bad: { row: number; field: string; code: string; title: string }[];
}

export const plots = (county: string, signal?: AbortSignal) =>
  get<{ version: number; items: PlotItem[] }>(
    `/api/responsibility?county=${encodeURIComponent(county)}`,
    signal,
  );
export const savePlots = (rows: Plot[], version: number) =>
  call<PlotsSaved>("PUT", "/api/responsibility", { body: { commandId: newId(), rows, version } });

export interface Polygon {
  type: "Polygon";
  coordinates: [number, number][][];
}

export interface BorderFeature {
  properties: { adcode: string; name: string };
  geometry: { type: "Polygon" | "MultiPolygon"; coordinates: unknown };
}

export const borders = (signal?: AbortSignal) =>
  get<{ features: BorderFeature[] }>("/api/units/borders", signal);
export const drawBorder = (zone: string, border: Polygon) =>
  call("PUT", `/api/units/${zone}/border`, { body: { commandId: newId(), border } });
export const eraseBorder = (zone: string) => call("DELETE", `/api/units/${zone}/border?commandId=${newId()}`);
