import { shallowRef } from "vue";
import { serverClock } from "./serverClock";

/** The page's one clock; the live connection feeds it. */
export const pageClock = serverClock();

/** Server time of the current second, in epoch milliseconds: the only thing that ticks on a page. */
export const now = shallowRef(pageClock.now());

/** A page that shows the past stands at one of its moments. */
let held: number | undefined;
export function holdAt(moment: number) {
  held = moment;
  now.value = moment;
}

let running = false;

/** One tick a second for the whole page, on the server's second boundary. */
export function startTicker(schedule: (tick: () => void, ms: number) => unknown = setTimeout) {
  if (running) return;
  running = true;
  const tick = () => {
    now.value = held ?? pageClock.now();
    schedule(tick, 1000 - (now.value % 1000) + 5);
  };
  tick();
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden) now.value = held ?? pageClock.now();
  });
}
