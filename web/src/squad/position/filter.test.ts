import { describe, expect, it } from "vitest";
import { metresBetween } from "@/map/metres";
import { fixFilter, samplingFor, type TrackFix } from "./filter";

const NORTH = 1 / 111_195;
const fix = (second: number, metresNorth = 0, acc = 12): TrackFix => ({
  seq: 0,
  t: second * 1000,
  lon: 113.12,
  lat: 36.2 + metresNorth * NORTH,
  acc,
});
const driving = samplingFor("enRoute");

function after(first = fix(0)) {
  const filter = fixFilter();
  filter.take(first, driving);
  return filter;
}

describe("the fix filter", () => {
  it("keeps the first fix, and moves of a driving squad", () => {
    expect(fixFilter().take(fix(0), driving)).toBe("keep");
    expect(after().take(fix(5, 60), driving)).toBe("keep");
  });
  it("drops what is worse than 200 m, or no number at all", () => {
    expect(after().take(fix(5, 110, 200), driving)).toBe("keep");
    expect(after().take(fix(5, 110, 201), driving)).toBe("accuracy");
    expect(after().take(fix(5, 60, Number.NaN), driving)).toBe("accuracy");
  });
  it("drops what is older than the last, or too soon after it", () => {
    expect(after(fix(10)).take(fix(10, 60), driving)).toBe("order");
    expect(after().take(fix(3, 60), driving)).toBe("pace");
  });
  it("drops a jump faster than 60 m/s", () => {
    expect(after().take(fix(10, 600), driving)).toBe("keep");
    expect(after().take(fix(10, 620), driving)).toBe("jump");
  });
  it("believes three agreeing jumps: then the first one was wrong", () => {
    const filter = after();
    expect(filter.take(fix(5, 500_000), driving)).toBe("jump");
    expect(filter.take(fix(10, 500_050), driving)).toBe("jump");
    expect(filter.take(fix(15, 500_100), driving)).toBe("keep");
    expect(filter.take(fix(20, 500_150), driving)).toBe("keep");
  });
  it("does not believe jumps that disagree", () => {
    const filter = after();
    for (const [second, metres] of [
      [5, 500_000],
      [10, -300_000],
      [15, 400_000],
    ] as const) {
      expect(filter.take(fix(second, metres), driving)).toBe("jump");
    }
  });
  it("stands still within the noise, and reports again after a beat", () => {
    expect(after().take(fix(6, 8), driving)).toBe("still");
    expect(after().take(fix(6, 30, 80), driving)).toBe("still");
    expect(after().take(fix(15, 2), driving)).toBe("keep");
  });
});

describe("sampling", () => {
  it("is dense on the way, thin on the scene", () => {
    expect(samplingFor("enRoute").beat).toBeLessThan(samplingFor("available").beat);
    expect(samplingFor("onScene").beat).toBeGreaterThan(samplingFor("available").beat);
  });
  it("keeps a standing squad fresh for the dispatcher (live is under 30 s)", () => {
    expect(samplingFor("available").beat).toBeLessThan(30_000);
  });
  it("halves on a low battery unless it charges", () => {
    expect(samplingFor("enRoute", { level: 0.19, charging: false }).pace).toBe(8_000);
    expect(samplingFor("enRoute", { level: 0.19, charging: true }).pace).toBe(4_000);
    expect(samplingFor("enRoute", { level: 0.2, charging: false }).pace).toBe(4_000);
  });
});

it("measures metres", () => {
  expect(metresBetween({ lon: 113.12, lat: 36.2 }, { lon: 113.12, lat: 36.2 + 1000 * NORTH })).toBeCloseTo(
    1000,
    0,
  );
  expect(metresBetween({ lon: 113.1, lat: 36.2 }, { lon: 113.2, lat: 36.2 })).toBeCloseTo(8973, -1);
});
