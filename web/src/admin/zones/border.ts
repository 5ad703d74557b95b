import type { BorderFeature, Polygon } from "@/api/units";

interface Shape {
  type?: string;
  features?: Shape[];
  geometry?: Shape | null;
  geometries?: Shape[];
  coordinates?: unknown;
}

/** The first polygon of a GeoJSON file, however deep it stands; what is wrong inside it the server names point by point. */
export function polygonIn(said: unknown): Polygon | undefined {
  const shape = said as Shape | null;
  if (typeof shape !== "object" || shape === null) return undefined;
  if (shape.type === "Polygon")
    return { type: "Polygon", coordinates: shape.coordinates as Polygon["coordinates"] };
  if (shape.type === "MultiPolygon" && Array.isArray(shape.coordinates))
    return shape.coordinates.length > 0 ? { type: "Polygon", coordinates: shape.coordinates[0] } : undefined;
  for (const inner of [...(shape.features ?? []), shape.geometry, ...(shape.geometries ?? [])]) {
    const found = polygonIn(inner);
    if (found) return found;
  }
  return undefined;
}

/** The outer lines of a border, as paths in a box 100 wide that keeps its shape at this latitude. */
export function outline(feature: BorderFeature): { path: string; height: number; points: number } {
  const polygons = (
    feature.geometry.type === "Polygon" ? [feature.geometry.coordinates] : feature.geometry.coordinates
  ) as [number, number][][][];
  const rings = polygons.flat();
  const all = rings.flat();
  const squeeze = Math.cos(((all[0]?.[1] ?? 0) * Math.PI) / 180);
  const xs = all.map(([lon]) => lon * squeeze);
  const ys = all.map(([, lat]) => lat);
  const [west, east, south, north] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const scale = 100 / Math.max(east - west, north - south);
  const at = ([lon, lat]: [number, number]) =>
    `${((lon * squeeze - west) * scale).toFixed(2)} ${((north - lat) * scale).toFixed(2)}`;
  return {
    path: rings.map((ring) => `M${ring.map(at).join("L")}Z`).join(""),
    height: (north - south) * scale,
    points: all.length,
  };
}
