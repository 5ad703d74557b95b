import { computed, shallowRef } from "vue";
import { type SquadTrack, squadTrack } from "@/api/tracks";
import { pageClock } from "@/clocks/ticker";

/** The past track in hand; it lies on the map until it is put away. */
export const track = shallowRef<SquadTrack>();
export const trackDots = computed(() =>
  (track.value?.fixes ?? []).map(({ lon, lat, doubts }) => ({ lon, lat, doubted: doubts !== undefined })),
);

/** @throws Problem when the server refuses. */
export async function loadTrack(squad: string, from: Date, hours: number, reason: string) {
  const to = new Date(Math.min(from.getTime() + hours * 3_600_000, pageClock.now()));
  track.value = await squadTrack(squad, from, to, reason);
}
export function putAwayTrack() {
  track.value = undefined;
}
