import type { SquadState } from "@/api/shapes";
import { metresBetween } from "@/map/metres";

/** One position as the phone keeps and sends it. */
export interface TrackFix {
  seq: number;
  /** Epoch milliseconds by the positioning device. */
  t: number;
  lon: number;
  lat: number;
  acc: number;
  spd?: number;
  hdg?: number;
}

/** How often a squad in this state is worth a fix: at least every `beat`, sooner when it moved, never faster than `pace`. */
export interface Sampling {
  pace: number;
  beat: number;
  metres: number;
}

const STANDBY: Sampling = { pace: 10_000, beat: 25_000, metres: 30 };
const SAMPLING: Partial<Record<SquadState, Sampling>> = {
  enRoute: { pace: 4_000, beat: 15_000, metres: 15 },
  responding: { pace: 8_000, beat: 25_000, metres: 20 },
  onScene: { pace: 15_000, beat: 60_000, metres: 30 },
};

export const isLow = (battery: { level: number; charging: boolean }) =>
  battery.level < 0.2 && !battery.charging;

/** A low battery halves the rate; charging undoes it. */
export function samplingFor(state: SquadState, battery?: { level: number; charging: boolean }): Sampling {
  const rate = SAMPLING[state] ?? STANDBY;
  const spare = battery && isLow(battery) ? 2 : 1;
  return { ...rate, pace: rate.pace * spare, beat: rate.beat * spare };
}

export type Verdict = "keep" | "accuracy" | "order" | "jump" | "pace" | "still";

/** Metres; the server shows and ranks by nothing worse. */
export const WORST_ACCURACY = 200;
const FASTEST = 60;
/** So many fixes in a row that agree with each other and not with the last one kept: then that one was the outlier. */
const AGREEING = 3;

const speed = (a: TrackFix, b: TrackFix) => metresBetween(a, b) / Math.max(0.001, Math.abs(b.t - a.t) / 1000);

/** Lets through what is true and news; remembers the last fix kept. */
export function fixFilter(kept?: TrackFix) {
  let last = kept;
  let stray: { fix: TrackFix; count: number } | undefined;

  function judge(fix: TrackFix, rate: Sampling): Verdict {
    if (!(fix.acc <= WORST_ACCURACY)) return "accuracy";
    if (!last) return "keep";
    const since = fix.t - last.t;
    if (since <= 0) return "order";
    if (speed(last, fix) > FASTEST) {
      stray = { fix, count: stray && speed(stray.fix, fix) <= FASTEST ? stray.count + 1 : 1 };
      return stray.count >= AGREEING ? "keep" : "jump";
    }
    if (since < rate.pace) return "pace";
    const moved = metresBetween(last, fix) >= Math.max(rate.metres, fix.acc / 2);
    return moved || since >= rate.beat ? "keep" : "still";
  }

  return {
    take(fix: TrackFix, rate: Sampling): Verdict {
      const verdict = judge(fix, rate);
      if (verdict === "keep") {
        last = fix;
        stray = undefined;
      }
      return verdict;
    },
    last: () => last,
  };
}
