import { describe, expect, it } from "vitest";
import { amountOf, outcomesFor } from "./result";

describe("the results a squad may close with", () => {
  it.each([
    ["complaint", "pending", false, "mediatedOnScene selfSettled withdrawn"],
    ["complaint", "pending", true, "selfSettled withdrawn"],
    ["complaint", "mediating", false, "mediatedOnScene"],
    ["complaint", "agreed", false, "mediatedOnScene"],
    ["consultation", "pending", true, "answered"],
    ["report", "pending", false, ""],
  ] as const)("%s, %s, by telephone %s: %s", (kind, legal, remote, outcomes) =>
    expect(outcomesFor({ kind, legal }, remote).join(" ")).toBe(outcomes),
  );
});

it.each([
  ["", undefined],
  [" 1860 ", 1860],
  ["1,860.50", 1860.5],
  ["1,860", 1860],
  ["-1", "bad"],
  ["1860元", "bad"],
  ["1.234", "bad"],
] as const)("reads %j as %s", (typed, amount) => expect(amountOf(typed)).toBe(amount));
