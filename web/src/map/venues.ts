import type { Venue } from "./geodata";
import { point } from "./shapes";

/** An entry that is nobody's record says so beside its name. */
const labelOf = (venue: Venue, demo: string) => (venue.demo ? `${venue.name} · ${demo}` : venue.name);

/** Venues as the map draws them. */
export const venueFeatures = (venues: readonly Venue[], demo: string) => ({
  type: "FeatureCollection" as const,
  features: venues.map((venue) => point(venue.point, { label: labelOf(venue, demo) })),
});
