import type { Change } from "@/live/store";
import type { Beeper, Sound } from "./beeper";

const WEIGHT: Record<Sound, number> = { done: 0, newCase: 1, half: 2, urge: 3, breach: 4, sos: 5 };
const AGAIN = 60_000;
const CALL_AGAIN = 10_000;
const SILENCE = 5 * 60_000;
const TOGETHER = 900;

/**
 * What the seat hears: one alarm at a time, the heaviest wins; a breach comes back every minute
 * until it is silenced for five. A crew that calls for help is heard at once, silenced or not.
 */
export function alarms(beeper: Beeper, monotonic: () => number = () => performance.now()) {
  let on = true;
  let silentUntil = 0;
  let breachAt = Number.NEGATIVE_INFINITY;
  let callAt = Number.NEGATIVE_INFINITY;
  let last = { at: Number.NEGATIVE_INFINITY, weight: -1 };

  function sound(which: Sound, always = which === "done") {
    const at = monotonic();
    if (!on || (at < silentUntil && !always)) return;
    if (at - last.at < TOGETHER && WEIGHT[which] <= last.weight) return;
    last = { at, weight: WEIGHT[which] };
    if (which === "breach") breachAt = at;
    if (which === "sos") callAt = at;
    beeper.play(which);
  }

  return {
    sound,
    hear(change: Change) {
      if (change.kind === "case" && !change.before && change.after.workflow === "received") sound("newCase");
      if (change.kind === "squad" && change.after.sos && !change.before?.sos) sound("sos", true);
      if (change.kind !== "clock" || change.passed.clock === "ack") return;
      const { step } = change.passed;
      sound(step === "warn1" ? "half" : step === "warn2" ? "urge" : "breach");
    },
    /** Once a second, with the number of cases overdue and of crews that call for help. */
    tick(overdue: number, calls: number) {
      if (calls > 0 && monotonic() - callAt >= CALL_AGAIN) sound("sos");
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
