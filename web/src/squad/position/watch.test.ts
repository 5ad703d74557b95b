import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { samplingFor } from "./filter";
import { type Sharing, watchPosition } from "./watch";

/** A phone whose positions come when the test says so. */
function phone() {
  let now = 1_000_000;
  let heard: PositionCallback = () => undefined;
  let failed: PositionErrorCallback = () => undefined;
  const states: Sharing[] = [];
  const kept: number[] = [];
  const watch = watchPosition({
    geolocation: {
      watchPosition: (take, fail) => {
        heard = take;
        if (fail) failed = fail;
        return 1;
      },
      clearWatch: () => undefined,
      getCurrentPosition: () => undefined,
    },
    secure: true,
    hidden: () => false,
    now: () => now,
    ageOf: (timestamp) => now - timestamp,
    sampling: () => samplingFor("available"),
    raw: () => undefined,
    keep: ({ lon }) => kept.push(lon),
    sharing: (state) => states.push(state),
  });
  return {
    watch,
    kept,
    states,
    fail: (code: number) => failed({ code } as GeolocationPositionError),
    pass: (ms: number) => {
      now += ms;
      vi.advanceTimersByTime(ms);
    },
    /** A position taken so long ago. */
    fix(lon: number, ago = 0, accuracy = 9) {
      const coords = { longitude: lon, latitude: 36.2, accuracy, speed: null, heading: null };
      heard({ coords, timestamp: now - ago } as unknown as GeolocationPosition);
    },
  };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe("watching the position", () => {
  it("does not take where the phone was before the sharing for the first fix", () => {
    const p = phone();
    p.watch.begin();
    p.pass(100);
    p.fix(113.1, 8_000);
    p.pass(300);
    p.fix(113.101);
    expect(p.kept).toEqual([113.101]);
  });

  it("takes a fix the server still counts as taken on duty", () => {
    const p = phone();
    p.watch.begin();
    p.fix(113.1, 4_000);
    expect(p.kept).toEqual([113.1]);
  });

  it("counts from the beginning of the sharing, also when the page was behind for a while", () => {
    const p = phone();
    p.watch.begin();
    p.pass(60_000);
    p.watch.pause();
    p.watch.resume();
    p.fix(113.1, 50_000);
    expect(p.kept).toEqual([113.1]);
  });

  it("keeps the last place of a phone that moves too soon after a fix and then stands still", () => {
    const p = phone();
    p.watch.begin();
    p.fix(113.1);
    p.pass(2_000);
    p.fix(113.1005);
    p.pass(1_000);
    p.fix(113.101);
    expect(p.kept).toEqual([113.1]);
    p.pass(6_900);
    expect(p.kept).toEqual([113.1]);
    p.pass(200);
    expect(p.kept).toEqual([113.1, 113.101]);
    p.pass(30_000);
    expect(p.kept).toEqual([113.1, 113.101]);
  });

  it("lets go what was set aside when the sharing ends", () => {
    const p = phone();
    p.watch.begin();
    p.fix(113.1);
    p.pass(1_000);
    p.fix(113.101);
    p.watch.end();
    p.pass(20_000);
    expect(p.kept).toEqual([113.1]);
  });

  it("counts anew after the sharing has ended", () => {
    const p = phone();
    p.watch.begin();
    p.pass(60_000);
    p.watch.end();
    p.watch.begin();
    p.fix(113.1, 50_000);
    expect(p.kept).toEqual([]);
  });

  it("says that the position is too vague, and that there is none, rather than that it is shared", () => {
    const p = phone();
    p.watch.begin();
    p.fix(113.1, 0, 900);
    expect(p.kept).toEqual([]);
    p.pass(70_000);
    p.fail(2);
    expect(p.states).toEqual(["starting", "vague"]);
    p.pass(10_000);
    expect(p.states.at(-1)).toBe("noSignal");
    p.fix(113.1);
    expect(p.states.at(-1)).toBe("live");
  });

  it("goes on saying that the position is denied", () => {
    const p = phone();
    p.watch.begin();
    p.fail(1);
    p.pass(200_000);
    expect(p.states.at(-1)).toBe("denied");
  });
});
