import { shallowRef } from "vue";
import type { LonLat } from "@/api/shapes";

/** Where the overview should look; a new object each time, so the same place can be asked for twice. */
export const focus = shallowRef<LonLat>();

export function lookAt(at: Partial<LonLat> | undefined) {
  if (at?.lon !== undefined && at.lat !== undefined) focus.value = { lon: at.lon, lat: at.lat };
}
