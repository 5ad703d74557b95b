import { describe, expect, it } from "vitest";
import type { CaseCard, ClockView } from "@/api/shapes";
import { limitText, rail } from "./rail";

const clock = (kind: ClockView["kind"], more: Partial<ClockView> = {}): ClockView => ({
  kind,
  round: 1,
  start: "2026-11-23T01:00:00Z",
  due: "2026-11-23T02:00:00Z",
  warnings: [],
  ...more,
});
const card = (more: Partial<CaseCard>) =>
  ({
    receivedAt: "2026-11-23T01:00:00Z",
    fast: "candidate",
    workflow: "triaging",
    clocks: [],
    ...more,
  }) as CaseCard;
const states = (more: Partial<CaseCard>, current?: ClockView["kind"]) =>
  rail(card(more), current).map((s) => s.state);

describe("the rail", () => {
  it("of a candidate awaits the directive", () =>
    expect(states({ clocks: [clock("C1"), clock("C4")] }, "C1")).toEqual([
      "done",
      "now",
      "todo",
      "todo",
      "todo",
      "todo",
      "todo",
    ]));
  it("shows when a step was taken and whether it was late", () => {
    const [, directive] = rail(
      card({ clocks: [clock("C1", { stopped: "2026-11-23T01:20:00Z", met: false })] }),
      "C2",
    );
    expect(directive).toEqual({ step: "directive", state: "done", at: "2026-11-23T01:20:00Z", late: true });
  });
  it("skips arrival when the squad handles it by phone", () =>
    expect(
      states({
        fast: "remoteHandling",
        clocks: [
          clock("C1", { stopped: "x" }),
          clock("C2", { stopped: "x" }),
          clock("C3", { cancelled: true }),
        ],
      })[3],
    ).toBe("skipped"));
  it("skips the fast steps on the normal track", () =>
    expect(states({ fast: "none", workflow: "routed", clocks: [clock("C4")] }, "C4")).toEqual([
      "done",
      "skipped",
      "skipped",
      "skipped",
      "now",
      "todo",
      "todo",
    ]));
  it("reads limits short", () => expect([15, 90, 1440].map(limitText)).toEqual(["15′", "90′", "24h"]));
});
