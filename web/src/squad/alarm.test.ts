import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { alarm, type Beeper } from "./alarm";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function listening() {
  const heard = { tones: 0, buzz: [] as number[][] };
  const beeper: Beeper = { tone: () => heard.tones++, vibrate: (pattern) => void heard.buzz.push(pattern) };
  return { heard, siren: alarm(beeper) };
}

describe("the alarm", () => {
  it("rings and shakes again and again until it is stopped", () => {
    const { heard, siren } = listening();
    siren.start();
    siren.start();
    vi.advanceTimersByTime(7_200);
    expect(heard.buzz).toHaveLength(4);
    siren.stop();
    vi.advanceTimersByTime(60_000);
    expect(heard.buzz).toHaveLength(5);
    expect(heard.buzz.at(-1)).toEqual([]);
    expect(heard.tones).toBe(20);
  });
  it("nods once for a warning", () => {
    const { heard, siren } = listening();
    siren.nod();
    vi.advanceTimersByTime(60_000);
    expect(heard).toEqual({ tones: 2, buzz: [[120]] });
    expect(siren.ringing()).toBe(false);
  });
});
