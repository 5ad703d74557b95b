import gcoord from "gcoord";
import type { LonLat } from "@/api/shapes";

/**
 * AMap (高德地图) with a route to the place. Its maps are in GCJ-02: handing it WGS-84 would miss by more than 500 m here.
 */
export function amapRoute(to: LonLat, name: string): string {
  const [lon, lat] = gcoord.transform([to.lon, to.lat], gcoord.WGS84, gcoord.GCJ02);
  const place = name.replaceAll(",", " ");
  const query = new URLSearchParams({
    to: `${lon.toFixed(6)},${lat.toFixed(6)},${place}`,
    mode: "car",
    src: "opsmap",
    coordinate: "gaode",
    callnative: "1",
  });
  return `https://uri.amap.com/navigation?${query}`;
}

/** 1.2 km, 350 m: how far it still is, as a crew would say it. */
export const distanceText = (metres: number) =>
  metres >= 1000 ? `${(metres / 1000).toFixed(1)} km` : `${Math.round(metres / 10) * 10} m`;
