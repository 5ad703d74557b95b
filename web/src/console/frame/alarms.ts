import type { Change } from "@/live/store";
import type { Beeper, Sound } from "./beeper";

const WEIGHT: Record<Sound, number> = { done: 0, newCase: 1, half: 2, urge: 3, breach: 4 };
const AGAIN = 60_000;
const SILENCE = 5 * 60_000;
const TOGETHER = 900;

/**
 * What the seat hears: one alarm at a time, the heaviest wins; a breach comes back every minute
 * until it is silenced for five.
 */
export function alarms(beeper: Beeper, monotonic: () => number = () => performance.now()) {
  let on = true;
  let silentUntil = 0;
  let breachAt = Number.NEGATIVE_INFINITY;
  let last = { at: Number.NEGATIVE_INFINITY, weight: -1 };

  function sound(which: Sound) {
    const at = monotonic();
    if (!on || (at < silentUntil && which !== "done")) return;
    if (at - last.at < TOGETHER && WEIGHT[which] <= last.weight) return;
    last = { at, weight: WEIGHT[which] };
    if (which === "breach") breachAt = at;
    beeper.play(which);
  }

  return {
    sound,
    hear(change: Change) {
      if (change.kind === "case" && !change.before && change.after.workflow === "received") sound("newCase");
      if (change.kind !== "clock" || change.passed.clock === "ack") return;
      const { step } = change.passed;
      sound(step === "warn1" ? "half" : step === "warn2" ? "urge" : "breach");
    },
    /** Once a second, with the number of cases overdue. */
    tick(overdue: number) {
      if (overdue > 0 && monotonic() - breachAt >= AGAIN) sound("breach");
    },
    silence() {
      silentUntil = monotonic() + SILENCE;
    },
    silent: () => monotonic() < silentUntil,
    turn(next: boolean) {
      on = next;
    },
  };
}
