import { expect, it } from "vitest";
import { serverClock } from "./serverClock";

it("follows the server by the shortest round trip and ignores slower answers while it is fresh", () => {
  let t = 0;
  const clock = serverClock(() => t);
  t = 100;
  clock.take(1_000_000, 0);
  expect(clock.now()).toBe(1_000_050);
  t = 1_100;
  clock.take(2_000_000, 100);
  expect(clock.now()).toBe(1_001_050);
  t = 1_140;
  clock.take(1_001_100, 1_120);
  expect(clock.now()).toBe(1_001_110);
});

it("takes a slower answer once the last good one is a minute old", () => {
  let t = 0;
  const clock = serverClock(() => t);
  clock.take(1_000_000, 0);
  t = 61_000;
  clock.take(5_000_000, 60_000);
  expect(clock.now()).toBe(5_000_500);
});

it("never moves on nonsense", () => {
  const clock = serverClock(() => 0);
  clock.take("not a time");
  expect(clock.known()).toBe(false);
});
