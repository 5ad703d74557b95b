import { expect, it } from "vitest";
import { healer } from "./heal";
import { remFor } from "./scale";

function wall() {
  const timers: (() => void)[] = [];
  const state = { now: 1_000_000_000, healed: 0, reloads: 0 };
  const start = () =>
    healer({
      now: () => state.now,
      reload: () => state.reloads++,
      last: { read: () => state.healed, write: (at: number) => void Object.assign(state, { healed: at }) },
      later: (run) => void timers.push(run),
    });
  return { state, start, pass: () => timers.splice(0).forEach((run) => void run()) };
}

it("starts the page anew once for many errors", () => {
  const { state, start, pass } = wall();
  const page = start();
  for (let i = 0; i < 20; i++) page.broken();
  pass();
  expect(state.reloads).toBe(1);
});

it("does not reload in a loop when the fault stays", () => {
  const { state, start, pass } = wall();
  start().broken();
  pass();
  state.now += 60_000;
  start().broken();
  pass();
  expect(state.reloads).toBe(1);
  state.now += 10 * 60_000;
  start().broken();
  pass();
  expect(state.reloads).toBe(2);
});

it.each([
  [1920, 1080, 16],
  [3840, 2160, 32],
  [5760, 2160, 32],
  [1366, 768, 11.38],
])("at %s × %s a rem is %s px", (w, h, rem) => expect(remFor(w, h)).toBeCloseTo(rem, 2));
