import type { LonLat } from "@/api/shapes";

const RADIUS = 6_371_000;
const RAD = Math.PI / 180;

/** Metres between two places no further apart than this city is wide. */
export function metresBetween(a: LonLat, b: LonLat) {
  const x = (b.lon - a.lon) * RAD * Math.cos(((a.lat + b.lat) / 2) * RAD);
  return Math.hypot(x, (b.lat - a.lat) * RAD) * RADIUS;
}
