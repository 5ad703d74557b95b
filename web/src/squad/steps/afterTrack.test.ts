import { describe, expect, it } from "vitest";
import { trackPatience } from "./afterTrack";
import type { Task } from "./task";

const ofCase = (type: string) => ({ to: "case", caseId: "c", command: { type } }) as unknown as Task;
const ofSquad = (type: string): Task => ({ to: "squad", squadId: "s", command: { type } });

describe("what waits for the track", () => {
  it("is every step that an arrival is proved by, and the end of sharing", () => {
    for (const task of [
      ofCase("arrive"),
      ofCase("finish-scene"),
      ofCase("close"),
      ofSquad("clock-off"),
      ofSquad("start-break"),
    ])
      expect(trackPatience(task)).toBe(20_000);
  });

  it("is a call for help for a moment only, and nothing else", () => {
    expect(trackPatience(ofSquad("raise-sos"))).toBeLessThan(2_000);
    expect(trackPatience(ofCase("ack-directive"))).toBeUndefined();
    expect(trackPatience({ to: "message", squadId: "s", text: "arrive" })).toBeUndefined();
  });
});
