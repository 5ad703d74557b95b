import { computed, ref, shallowRef } from "vue";
import { recording } from "@/api/replay";
import { holdAt, now, pageClock } from "@/clocks/ticker";
import { status, store } from "@/live/picture";
import { type Player, player } from "../replay/player";
import { select } from "./selection";

const TICK = 250;

/** The stretch of the past in hand; the page shows one moment of it. */
export const tape = shallowRef<Player>();
export const playing = ref(false);
export const speed = ref(10);
export const moment = computed(() => (tape.value ? now.value : undefined));
let timer: ReturnType<typeof setInterval> | undefined;

/** From here on this page shows the past only: nothing live comes in, and nothing can be done to a case. */
export function enterReplay() {
  status.value = { ...status.value, phase: "replay" };
}

/** @throws Problem when the server refuses. */
export async function loadTape(from: Date, minutes: number, reason: string) {
  const end = Math.min(from.getTime() + minutes * 60_000, pageClock.now());
  const answer = await recording(from, new Date(end), reason);
  stop();
  select(undefined);
  tape.value = player(answer, store, holdAt);
  tape.value.seek(tape.value.from);
}

export function seek(t: number) {
  tape.value?.seek(t);
  if (tape.value && t >= tape.value.to) stop();
}

export function play() {
  if (!tape.value || playing.value) return;
  if (now.value >= tape.value.to) seek(tape.value.from);
  playing.value = true;
  timer = setInterval(() => seek(now.value + TICK * speed.value), TICK);
}

export function stop() {
  playing.value = false;
  clearInterval(timer);
}

export function ejectTape() {
  stop();
  tape.value = undefined;
}
