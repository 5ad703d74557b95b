import { describe, expect, it } from "vitest";
import type { ClockView } from "@/api/shapes";
import { clockText, countdown, nearestClock } from "./countdown";

const nine = Date.parse("2026-11-23T01:00:00Z");
const minutes = (n: number) => n * 60_000;
const at = (n: number) => new Date(nine + minutes(n)).toISOString();
const clock = (limit: number, warnings: number[] = [], more: Partial<ClockView> = {}): ClockView => ({
  kind: "C1",
  round: 1,
  start: at(0),
  due: at(limit),
  warnings: warnings.map(at),
  ...more,
});
const urgencyAt = (c: ClockView, minute: number) => countdown(c, nine + minutes(minute)).urgency;

describe("a clock without warning instants", () => {
  it.each([
    [0, "ok"],
    [49, "ok"],
    [50, "half"],
    [79.9, "half"],
    [80, "urge"],
    [100, "urge"],
    [100.01, "breach"],
  ])("at %s %% of its limit is %s", (minute, urgency) => expect(urgencyAt(clock(100), minute)).toBe(urgency));

  it("of sixty days urges one week before its end, not at 80 %", () => {
    const days = 24 * 60;
    expect(urgencyAt(clock(60 * days), 52.9 * days)).toBe("half");
    expect(urgencyAt(clock(60 * days), 53 * days)).toBe("urge");
  });
});

describe("a clock with the server's warning instants", () => {
  it.each([
    [7.99, "ok"],
    [8, "half"],
    [12, "urge"],
    [15, "urge"],
    [15.001, "breach"],
  ])("at minute %s is %s", (minute, urgency) => expect(urgencyAt(clock(15, [8, 12]), minute)).toBe(urgency));
});

describe("the fraction left", () => {
  it("goes from one to zero and stays there", () => {
    expect(countdown(clock(15), nine).fraction).toBe(1);
    expect(countdown(clock(15), nine + minutes(7.5)).fraction).toBeCloseTo(0.5);
    expect(countdown(clock(15), nine + minutes(40)).fraction).toBe(0);
    expect(countdown(clock(15), nine - minutes(3)).fraction).toBe(1);
  });
});

describe("the clock a case shows", () => {
  it("is the running one due first", () => {
    const clocks = [
      clock(90, [], { kind: "C3" }),
      clock(15, [], { stopped: at(5), met: true }),
      clock(45, [], { kind: "C2" }),
      clock(10, [], { kind: "C5", cancelled: true }),
      clock(3, [], { kind: "ack" }),
    ];
    expect(nearestClock(clocks)?.kind).toBe("C2");
    expect(nearestClock(clocks.slice(1, 2))).toBeUndefined();
  });
});

describe("clock text", () => {
  it.each([
    [55_000, "00:55"],
    [54_001, "00:55"],
    [0, "00:00"],
    [-250_000, "+04:10"],
    [minutes(15), "15:00"],
    [minutes(61) + 1000, "1:01:01"],
    [-minutes(61), "+1:01:00"],
    [minutes(60 * 50), "2天2时"],
  ])("%s ms reads %s", (left, text) => expect(clockText(left)).toBe(text));
});
