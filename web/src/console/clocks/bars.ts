import type { ClockView } from "@/api/shapes";
import { countdown, isRunning, type Urgency } from "@/clocks/countdown";

/** A stretch of a bar, in hundredths of its width. */
export interface Stretch {
  from: number;
  width: number;
}

export interface Mark {
  at: string;
  /** Hundredths of the width. */
  x: number;
  what: "warn1" | "warn2" | "reminder" | "urging";
  passed: boolean;
}

/** One clock drawn along its time: from its start to its due instant, or to where it really ended. */
export interface Bar {
  key: string;
  clock: ClockView;
  state: "running" | "paused" | "met" | "missed" | "cancelled";
  urgency: Urgency;
  /** What has run so far, up to the due instant. */
  run: Stretch;
  over: Stretch | undefined;
  pauses: Stretch[];
  marks: Mark[];
  dueX: number;
  /** Milliseconds to the due instant; negative once overdue. */
  left: number;
  /** Milliseconds it has taken, without its pauses. */
  taken: number;
}

const time = (at: string) => Date.parse(at);

export function bar(clock: ClockView, now: number): Bar {
  const start = time(clock.start);
  const due = time(clock.due);
  const ended = clock.stopped ? time(clock.stopped) : undefined;
  const until = ended ?? (clock.pausedAt && clock.paused ? time(clock.pausedAt) : now);
  const end = Math.max(due, isRunning(clock) ? now : (ended ?? due), start + 1);
  const x = (at: number) => ((Math.min(end, Math.max(start, at)) - start) / (end - start)) * 100;
  const stretch = (from: number, to: number): Stretch => ({
    from: x(from),
    width: Math.max(0, x(to) - x(from)),
  });
  const closed = (clock.pauses ?? []).map(
    (pause) => [time(pause.from), pause.to ? time(pause.to) : now] as const,
  );
  const open = clock.paused && clock.pausedAt ? [[time(clock.pausedAt), now] as const] : [];
  const pauses = [...closed, ...open];
  const stood = closed.reduce((sum, [from, to]) => sum + Math.max(0, Math.min(to, until) - from), 0);
  const over = !clock.cancelled && until > due ? stretch(due, until) : undefined;
  return {
    key: `${clock.kind} ${clock.round}`,
    clock,
    state: stateOf(clock),
    urgency: countdown(clock, until).urgency,
    run: stretch(start, clock.cancelled ? start : Math.min(until, due)),
    over: over && over.width > 0 ? over : undefined,
    pauses: pauses.map(([from, to]) => stretch(from, to)),
    marks: marksOf(clock).map((mark) => ({ ...mark, x: x(time(mark.at)), passed: until >= time(mark.at) })),
    dueX: x(due),
    left: due - until,
    taken: Math.max(0, until - start - stood),
  };
}

const stateOf = (clock: ClockView): Bar["state"] => {
  if (clock.cancelled) return "cancelled";
  if (clock.stopped) return clock.met === false ? "missed" : "met";
  return clock.paused ? "paused" : "running";
};

function marksOf(clock: ClockView): { at: string; what: Mark["what"] }[] {
  const promised = clock.warnings.map((at, index) => ({
    at,
    what: index === 0 ? ("warn1" as const) : ("warn2" as const),
  }));
  return [
    ...promised,
    ...(clock.reminder ? [{ at: clock.reminder, what: "reminder" as const }] : []),
    ...(clock.urging ? [{ at: clock.urging, what: "urging" as const }] : []),
  ];
}

/** Running clocks first, the one due first on top; then what is finished, the latest first. The receipt alarm is none of them. */
export function bars(clocks: readonly ClockView[], now: number): { open: Bar[]; past: Bar[] } {
  const all = clocks.filter((clock) => clock.kind !== "ack").map((clock) => bar(clock, now));
  const open = all
    .filter(({ clock }) => isRunning(clock))
    .sort((a, b) => time(a.clock.due) - time(b.clock.due));
  const past = all
    .filter(({ clock }) => !isRunning(clock))
    .sort((a, b) => time(b.clock.stopped ?? b.clock.start) - time(a.clock.stopped ?? a.clock.start));
  return { open, past };
}
