import { expect, it } from "vitest";
import { leftovers } from "./leftovers";

const task = (to: "case" | "squad", type: string) =>
  to === "case" ? { to, caseId: "c", command: { type } } : { to, squadId: "s", command: { type } };

it("counts what a phone has not reported, by what it is, the positions in memory included", () => {
  const entries = [
    { task: task("case", "depart") },
    { task: task("squad", "clock-off") },
    { task: { to: "evidence", caseId: "c", kind: "photo", thumb: "" } as const },
    { task: { to: "message", squadId: "s", text: "到了" } as const },
  ];
  expect(leftovers(entries, { queued: 3, unkept: 2 })).toEqual({
    parts: [
      { of: "steps", count: 2 },
      { of: "evidence", count: 1 },
      { of: "messages", count: 1 },
      { of: "fixes", count: 5 },
    ],
    total: 9,
  });
  expect(leftovers([], { queued: 0, unkept: 0 }).total).toBe(0);
});
