import { shallowRef } from "vue";
import { get } from "@/api/http";
import type { Problem } from "@/api/problem";
import type { Venue } from "@/map/geodata";
import { say } from "@/ui/toasts";
import type { Place } from "../command/orders";

/** Named places of the city, asked for when somebody first types. */
export const places = shallowRef<Place[]>([]);
/** Known venues: scenic areas, markets. */
export const venues = shallowRef<Venue[]>([]);
let asked = false;

interface Points {
  features: { properties: { name?: string }; geometry: { type: string; coordinates: [number, number] } }[];
}

export async function loadPlaces() {
  if (asked) return;
  asked = true;
  try {
    const [{ features }, known] = await Promise.all([
      get<Points>("/api/geo/places"),
      get<Venue[]>("/api/venues"),
    ]);
    const towns = features.flatMap(({ properties, geometry }) =>
      properties.name && geometry.type === "Point"
        ? [{ name: properties.name, lon: geometry.coordinates[0], lat: geometry.coordinates[1] }]
        : [],
    );
    venues.value = known;
    places.value = [...known.map(({ name, point }) => ({ name, ...point })), ...towns];
  } catch (error) {
    asked = false;
    say((error as Problem).message, "problem");
  }
}
