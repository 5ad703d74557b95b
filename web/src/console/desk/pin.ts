import { ref, shallowRef } from "vue";
import { placeOf } from "@/api/cases";
import type { Problem } from "@/api/problem";
import type { Datum, LonLat, PlaceAnswer } from "@/api/shapes";

/** The position being marked: drawn in WGS-84, kept as it was given, with its datum named. */
export const pinning = ref(false);
export const pin = shallowRef<LonLat>();
export const given = shallowRef<LonLat & { datum: Datum }>();
export const place = shallowRef<PlaceAnswer>();
export const placeProblem = shallowRef<Problem>();

let call: AbortController | undefined;

export async function placePin(point: LonLat & { datum: Datum }) {
  const { lon, lat, datum } = point;
  given.value = { lon: round(lon), lat: round(lat), datum };
  if (datum === "wgs84") pin.value = given.value;
  place.value = undefined;
  placeProblem.value = undefined;
  call?.abort();
  call = new AbortController();
  const { signal } = call;
  try {
    const answer = await placeOf(given.value, datum, signal);
    place.value = answer;
    pin.value = answer.point;
  } catch (error) {
    if (!signal.aborted) placeProblem.value = error as Problem;
  }
}

export function clearPin() {
  call?.abort();
  pin.value = undefined;
  given.value = undefined;
  place.value = undefined;
  placeProblem.value = undefined;
}

const round = (degrees: number) => Math.round(degrees * 1e6) / 1e6;
