import { expect, it } from "vitest";
import type { Entry } from "../steps/task";
import { holdings } from "./holdings";
import { ink, inkBox } from "./ink";

const job = {
  card: { id: "c1" },
  evidence: [{ id: "e1", kind: "photo", sha256: "…", takenAt: "t1", at: "t2", by: "演示张" }],
} as unknown as Parameters<typeof holdings>[0];
const queued = (id: string, caseId: string, more = {}): Entry => ({
  id,
  seq: 1,
  task: { to: "evidence", caseId, kind: "photo", thumb: "data:" },
  occurredAt: "t3",
  sendAt: 0,
  ...more,
});

it("shows what the server has and what still waits here, each once, of this case only", () => {
  const held = holdings(job, [
    queued("e1", "c1"),
    queued("e2", "c1", { failed: "已满" }),
    queued("e3", "c2"),
  ]);
  expect(held.map(({ id, saved, failed, picture }) => [id, saved, failed, picture])).toEqual([
    ["e1", true, undefined, "/api/cases/c1/evidence/e1"],
    ["e2", false, "已满", "data:"],
  ]);
});

it("takes a signature stroke by stroke, and takes strokes back", () => {
  const pad = ink();
  for (const x of [0.1, 0.2]) {
    pad.begin({ x, y: 0.1 });
    pad.go({ x, y: 0.2 });
    pad.end();
    pad.go({ x: 0.9, y: 0.9 });
  }
  expect(pad.strokes().map((stroke) => stroke.length)).toEqual([2, 2]);
  pad.back();
  expect(pad.strokes()).toEqual([
    [
      { x: 0.1, y: 0.1 },
      { x: 0.1, y: 0.2 },
    ],
  ]);
  expect(inkBox(pad.strokes(), 0.05)).toEqual({
    left: expect.closeTo(0.05),
    top: expect.closeTo(0.05),
    width: expect.closeTo(0.1),
    height: expect.closeTo(0.2),
  });
  pad.clear();
  expect(pad.empty()).toBe(true);
});
