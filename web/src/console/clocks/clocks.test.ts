import { describe, expect, it } from "vitest";
import type { ClockView, LedgerSpan } from "@/api/shapes";
import { bar, bars } from "./bars";
import { billed, spansOf, totals } from "./ledger";

const zero = Date.parse("2026-11-23T00:00:00Z");
const at = (minute: number) => new Date(zero + minute * 60_000).toISOString();
const now = (minute: number) => zero + minute * 60_000;
const clock = (more: Partial<ClockView> = {}): ClockView => ({
  kind: "C2",
  round: 1,
  start: at(0),
  due: at(40),
  warnings: [at(20), at(30)],
  ...more,
});

describe("a clock's bar", () => {
  it("runs to now, with its warnings and its end", () => {
    const one = bar(clock(), now(25));
    expect(one).toMatchObject({
      state: "running",
      urgency: "half",
      run: { from: 0, width: 62.5 },
      dueX: 100,
      over: undefined,
    });
    expect(one.marks.map((mark) => [mark.what, mark.x, mark.passed])).toEqual([
      ["warn1", 50, true],
      ["warn2", 75, false],
    ]);
    expect(one.left).toBe(15 * 60_000);
  });
  it("grows beyond its end when overdue, the overrun apart", () => {
    const one = bar(clock(), now(50));
    expect(one).toMatchObject({ urgency: "breach", dueX: 80, run: { from: 0, width: 80 } });
    expect(one.over?.from).toBeCloseTo(80);
    expect(one.over?.width).toBeCloseTo(20);
  });
  it("keeps what it was when it stopped, late or not", () => {
    expect(bar(clock({ stopped: at(10), met: true }), now(500))).toMatchObject({
      state: "met",
      run: { width: 25 },
      over: undefined,
    });
    const late = bar(clock({ stopped: at(50), met: false }), now(500));
    expect(late.state).toBe("missed");
    expect(late.over?.width).toBeCloseTo(20);
    expect(bar(clock({ cancelled: true }), now(500))).toMatchObject({
      state: "cancelled",
      run: { width: 0 },
      over: undefined,
    });
  });
  it("does not count its pauses and stands still in one", () => {
    const paused = bar(clock({ paused: true, pausedAt: at(10) }), now(30));
    expect(paused).toMatchObject({ state: "paused", run: { from: 0, width: 25 }, taken: 10 * 60_000 });
    expect(paused.pauses).toEqual([{ from: 25, width: 50 }]);
    const resumed = bar(clock({ due: at(60), pauses: [{ from: at(10), to: at(30) }] }), now(40));
    expect(resumed.taken).toBe(20 * 60_000);
  });
  it("marks the cards of a legal clock", () => {
    const legal = bar(
      clock({ kind: "L1", warnings: [], reminder: at(20), urging: at(30), provisional: true }),
      now(5),
    );
    expect(legal.marks.map((mark) => mark.what)).toEqual(["reminder", "urging"]);
  });
  it("running ones come first by their end, finished ones after, the receipt alarm not at all", () => {
    const { open, past } = bars(
      [
        clock({ kind: "C4", due: at(900) }),
        clock({ kind: "ack" }),
        clock(),
        clock({ kind: "C1", stopped: at(3) }),
      ],
      now(5),
    );
    expect(open.map((one) => one.clock.kind)).toEqual(["C2", "C4"]);
    expect(past.map((one) => one.clock.kind)).toEqual(["C1"]);
  });
});

describe("the ledger", () => {
  const span = (
    holder: LedgerSpan["holder"],
    from: number,
    to: number,
    kind: LedgerSpan["clock"] = "C4",
  ): LedgerSpan => ({
    clock: kind,
    round: 1,
    holder,
    from: at(from),
    to: at(to),
  });
  const ledger = [
    span("centre", 0, 10),
    span("county", 10, 25),
    span("centre", 25, 30),
    span("squad", 0, 12, "C2"),
  ];
  it("bills every second of a clock once", () => {
    const spans = spansOf(ledger, clock({ kind: "C4", stopped: at(30) }), { clock: "C4", round: 1 }, now(99));
    expect(spans.map((one) => [one.holder, one.seconds])).toEqual([
      ["centre", 600],
      ["county", 900],
      ["centre", 300],
    ]);
    expect(spans.reduce((sum, one) => sum + one.width, 0)).toBeCloseTo(100);
    expect(totals(spans)).toEqual([
      { holder: "centre", seconds: 900 },
      { holder: "county", seconds: 900 },
    ]);
  });
  it("goes on while the clock runs, and stands still while it is paused", () => {
    const of = { clock: "C4", round: 1 };
    expect(spansOf(ledger, clock({ kind: "C4" }), of, now(40)).at(-1)?.seconds).toBe(900);
    expect(
      spansOf(ledger, clock({ kind: "C4", paused: true, pausedAt: at(30) }), of, now(40)).at(-1)?.seconds,
    ).toBe(300);
  });
  it("offers the longest clock first", () =>
    expect(billed(ledger)).toEqual([
      { clock: "C4", round: 1 },
      { clock: "C2", round: 1 },
    ]));
});
