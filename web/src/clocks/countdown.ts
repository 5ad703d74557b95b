import type { ClockKind, ClockView } from "@/api/shapes";
import { locale } from "@/words/words";

export type Urgency = "ok" | "half" | "urge" | "breach";

export interface Countdown {
  kind: ClockKind;
  /** Milliseconds to the due instant; negative once overdue. */
  left: number;
  /** Share of the limit still left, 0..1: the arc of the ring. */
  fraction: number;
  urgency: Urgency;
}

const DAY = 86_400_000;
const RANK: Record<Urgency, number> = { breach: 0, urge: 1, half: 2, ok: 3 };
export const urgencyRank = (urgency: Urgency) => RANK[urgency];

/**
 * A running clock as it stands at `now`. "Within" includes the last instant. The thresholds are the server's warning
 * instants; a clock without them turns at one half, and at 80 % or one week before its end.
 */
export function countdown(clock: ClockView, now: number): Countdown {
  const start = Date.parse(clock.start);
  const due = Date.parse(clock.due);
  const limit = Math.max(1, due - start);
  const half = instant(clock.warnings[0] ?? clock.reminder) ?? start + limit / 2;
  const urge = instant(clock.warnings[1] ?? clock.urging) ?? start + Math.max(limit * 0.8, limit - 7 * DAY);
  const left = due - now;
  const urgency = left < 0 ? "breach" : now >= urge ? "urge" : now >= half ? "half" : "ok";
  return { kind: clock.kind, left, fraction: Math.min(1, Math.max(0, left / limit)), urgency };
}

const instant = (at: string | undefined) => (at === undefined ? undefined : Date.parse(at));

export const isRunning = (clock: ClockView) => !clock.stopped && !clock.cancelled;

/** The receipt clock only alarms; the return clock is a right that lapses, not a promise that is broken. */
const SILENT = new Set<ClockKind>(["ack", "C7"]);

/** The one clock a case shows: the running one due first; a paused one waits. */
export function nearestClock(clocks: readonly ClockView[]): ClockView | undefined {
  let nearest: ClockView | undefined;
  for (const clock of clocks) {
    if (SILENT.has(clock.kind) || !isRunning(clock) || clock.paused) continue;
    if (!nearest || Date.parse(clock.due) < Date.parse(nearest.due)) nearest = clock;
  }
  return nearest;
}

/** mm:ss, h:mm:ss over an hour, days over two; overdue counts up with a plus. */
export function clockText(left: number): string {
  const whole = left < 0 ? Math.floor(-left / 1000) : Math.ceil(left / 1000);
  const sign = left < 0 ? "+" : "";
  const two = (n: number) => String(n).padStart(2, "0");
  const [h, m, s] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  if (h >= 48) {
    const [day, hour] = locale.value === "en" ? ["d ", "h"] : ["天", "时"];
    return `${sign}${Math.floor(h / 24)}${day}${h % 24}${hour}`;
  }
  return h > 0 ? `${sign}${h}:${two(m)}:${two(s)}` : `${sign}${two(m)}:${two(s)}`;
}
