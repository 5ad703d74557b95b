import { expect, it } from "vitest";
import { firstFitting } from "./fit";

it("takes the first way that fits, and the last where none does", () => {
  const widths = [900, 700, 500];
  const way = (room: number) => firstFitting(widths.length, (one) => (widths[one] ?? 0) <= room);
  expect(way(1000)).toBe(0);
  expect(way(700)).toBe(1);
  expect(way(520)).toBe(2);
  expect(way(100)).toBe(2);
});
