import { describe, expect, it } from "vitest";
import { clockNow, pendingStep, progress, sharesPosition } from "./progress";

const at = (fast: string, workflow = "routed") => ({ fast, workflow }) as Parameters<typeof progress>[0];
const marks = (p: ReturnType<typeof progress>) => p.rail.map((r) => `${r.step}:${r.mark}`).join(" ");

describe("a job on site", () => {
  it.each([
    ["directiveIssued", "ack"],
    ["directiveReceived", "respond"],
    ["responded", "depart"],
    ["enRoute", "arrive"],
    ["onScene", "close"],
    ["sceneDone", "close"],
  ])("at %s the button says %s", (fast, next) => expect(progress(at(fast)).next).toBe(next));

  it("asks for the feedback once it is closed, and for nothing after that", () => {
    expect(progress(at("sceneDone", "closed")).next).toBe("feedback");
    expect(progress(at("sceneDone", "fedBack")).next).toBeUndefined();
  });
});

describe("a job by telephone", () => {
  it("has no journey", () => {
    const remote = progress(at("remoteHandling"), [], "remote");
    expect(remote.next).toBe("close");
    expect(marks(remote)).toBe("ack:done respond:done close:now feedback:ahead");
  });
  it("still knows it after closing, from the directive's mode", () => {
    expect(marks(progress(at("sceneDone", "closed"), [], "remote"))).toBe(
      "ack:done respond:done close:done feedback:now",
    );
  });
});

describe("steps the server has not acknowledged", () => {
  it("move the button on but are marked as unreported", () => {
    const p = progress(at("responded"), [{ step: "depart" }]);
    expect(p.next).toBe("arrive");
    expect(marks(p)).toBe("ack:done respond:done depart:pending arrive:now close:ahead feedback:ahead");
  });
  it("count once the server knows them too", () => {
    expect(marks(progress(at("enRoute"), [{ step: "depart" }]))).toContain("depart:done arrive:now");
  });
  it("include the choice of the telephone", () => {
    const pending = pendingStep({ type: "respond", mode: "remote", text: "…" });
    expect(progress(at("directiveReceived"), pending ? [pending] : []).next).toBe("close");
    expect(pendingStep({ type: "agree" })).toBeUndefined();
  });
});

describe("the clock that matters now", () => {
  const clock = (kind: string, due: string, more = {}) => ({ kind, due, ...more });
  const clocks = [
    clock("ack", "2026-11-24T07:03:00Z"),
    clock("C2", "2026-11-24T07:45:00Z", { stopped: "2026-11-24T07:20:00Z", met: true }),
    clock("C3", "2026-11-24T08:30:00Z"),
    clock("C4", "2026-11-25T06:50:00Z"),
    clock("C5", "2026-11-25T06:50:00Z"),
  ];
  it("is the arrival on the way, the dispute on the scene", () => {
    expect(clockNow(clocks, "arrive")?.kind).toBe("C3");
    expect(clockNow(clocks, "close")?.kind).toBe("C5");
  });
  it("falls back to whatever runs first, and to nothing", () => {
    expect(clockNow(clocks, "feedback")?.kind).toBe("C3");
    expect(clockNow([], "ack")).toBeUndefined();
  });
});

it("shares the position at work only", () => {
  expect(["available", "enRoute", "returning"].every((s) => sharesPosition(s as "available"))).toBe(true);
  expect(["offDuty", "break", undefined].some((s) => sharesPosition(s as "break"))).toBe(false);
});
