import type { ClockView, Holder, LedgerSpan } from "@/api/shapes";
import { isRunning } from "@/clocks/countdown";

export const HOLDERS: readonly Holder[] = ["centre", "county", "station", "squad", "merchant", "complainant"];

export interface Held {
  holder: Holder;
  unit?: string;
  from: number;
  to: number;
  seconds: number;
  /** Hundredths of the whole. */
  width: number;
}

/** Clocks that have spans, those billed longest first: what the ledger bar can show. */
export function billed(ledger: readonly LedgerSpan[]): { clock: LedgerSpan["clock"]; round: number }[] {
  const totals = new Map<string, { clock: LedgerSpan["clock"]; round: number; ms: number }>();
  for (const { clock, round, from, to } of ledger) {
    const key = `${clock} ${round}`;
    const known = totals.get(key) ?? { clock, round, ms: 0 };
    known.ms += Date.parse(to) - Date.parse(from);
    totals.set(key, known);
  }
  return [...totals.values()].sort((a, b) => b.ms - a.ms).map(({ clock, round }) => ({ clock, round }));
}

/**
 * The spans of one clock, each second billed once. While the clock runs its last span goes on: the server's answer is as
 * old as the drawer.
 */
export function spansOf(
  ledger: readonly LedgerSpan[],
  clock: ClockView | undefined,
  of: { clock: string; round: number },
  now: number,
): Held[] {
  const own = ledger.filter((span) => span.clock === of.clock && span.round === of.round);
  const lives = clock !== undefined && isRunning(clock) && !clock.paused;
  const spans = own.map(({ holder, unit, from, to }, index) => {
    const end = lives && index === own.length - 1 ? Math.max(Date.parse(to), now) : Date.parse(to);
    const start = Date.parse(from);
    return { holder, ...(unit ? { unit } : {}), from: start, to: end, ms: Math.max(0, end - start) };
  });
  const whole = spans.reduce((sum, span) => sum + span.ms, 0) || 1;
  return spans.map(({ ms, ...span }) => ({
    ...span,
    seconds: Math.round(ms / 1000),
    width: (ms / whole) * 100,
  }));
}

/** Seconds by holder, in the order of the procedure. */
export const totals = (spans: readonly Held[]) =>
  HOLDERS.map((holder) => ({
    holder,
    seconds: spans.filter((span) => span.holder === holder).reduce((sum, span) => sum + span.seconds, 0),
  })).filter(({ seconds }) => seconds > 0);
