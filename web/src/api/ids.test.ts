import { expect, it } from "vitest";
import { cameLate, madeAt, newId } from "./ids";

const NOON = Date.parse("2026-11-28T04:00:00Z");

it("carries the instant it was made at", () => {
  expect(madeAt(newId(NOON))).toBe(NOON);
  expect(madeAt("6f9619ff-8b86-4d01-b42d-00cf4fc964ff")).toBeUndefined();
});

it("tells a line that came long after it was written from one that came at once", () => {
  const id = newId(NOON);
  expect(cameLate({ id, at: new Date(NOON + 59_000).toISOString() })).toBeUndefined();
  expect(cameLate({ id, at: new Date(NOON + 61_000).toISOString() })).toBe(NOON);
});
