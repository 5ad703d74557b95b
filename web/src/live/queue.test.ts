import { describe, expect, it } from "vitest";
import type { CaseCard, ClockView } from "@/api/shapes";
import { orderFreeze } from "@/console/queue/freeze";
import { byUrgency, countByTab, inTab, nextToDispatch, rowOf } from "./queue";
import { shortNo, stageOf } from "./stage";

const now = Date.parse("2026-11-23T01:00:00Z");
const at = (minute: number) => new Date(now + minute * 60_000).toISOString();
const clock = (start: number, due: number, more: Partial<ClockView> = {}): ClockView => ({
  kind: "C1",
  round: 1,
  start: at(start),
  due: at(due),
  warnings: [],
  ...more,
});
const card = (id: string, more: Partial<CaseCard> = {}) =>
  ({ id, fast: "candidate", workflow: "triaging", clocks: [], receivedAt: at(-5), ...more }) as CaseCard;
const row = (id: string, more: Partial<CaseCard>) => rowOf(card(id, more), now);

describe("the queue", () => {
  it("puts breach before urge before half before ok, then the least time left, clockless last", () => {
    const rows = [
      row("none", {}),
      row("ok-late", { clocks: [clock(-1, 44)] }),
      row("half", { clocks: [clock(-30, 15)] }),
      row("urge-5", { clocks: [clock(-40, 5)] }),
      row("breach", { clocks: [clock(-50, -5)] }),
      row("urge-1", { clocks: [clock(-14, 1)] }),
      row("ok-early", { clocks: [clock(-1, 14)] }),
    ];
    const order = rows.sort(byUrgency).map((r) => r.card.id);
    expect(order).toEqual(["breach", "urge-1", "urge-5", "half", "ok-early", "ok-late", "none"]);
  });
  it("puts what a person graded I first among what is as urgent", () => {
    const soon = row("soon", { clocks: [clock(-1, 14)] });
    const major = row("major", { clocks: [clock(-1, 44)], grade: 1, gradedByPerson: true });
    const byRule = row("by-rule", { clocks: [clock(-1, 40)], grade: 1 });
    expect([soon, byRule, major].sort(byUrgency).map((r) => r.card.id)).toEqual(["major", "soon", "by-rule"]);
  });
  it("keeps a case that was sent elsewhere while the parties are still to be told", () => {
    const l3 = { ...clock(-1, 44), kind: "L3" as const };
    expect(row("a", { workflow: "transferredOut", clocks: [l3] }).stage).toBe("notice");
    expect(row("b", { workflow: "transferredOut" }).stage).toBe("done");
  });
  it("sorts cases into the tabs a dispatcher works by", () => {
    const rows = [
      row("a", { fast: "candidate" }),
      row("b", { fast: "directiveIssued" }),
      row("c", { fast: "enRoute" }),
      row("d", { fast: "onScene", clocks: [clock(-50, -1)] }),
    ];
    expect(countByTab(rows)).toEqual({ all: 4, due: 1, dispatch: 1, respond: 1, travel: 1, scene: 1 });
    expect(inTab(rows[1] ?? row("x", {}), "respond")).toBe(true);
  });
  it("advances to the next case without a directive, round the end", () => {
    const rows = [row("a", {}), row("b", { fast: "enRoute" }), row("c", {})];
    expect(nextToDispatch(rows, "a")).toBe("c");
    expect(nextToDispatch(rows, "c")).toBe("a");
    expect(nextToDispatch(rows.slice(0, 1), "a")).toBeUndefined();
  });
});

describe("a stage", () => {
  it.each([
    [{ fast: "none", workflow: "received" }, "triage"],
    [{ fast: "none", workflow: "received", clocks: [clock(-1, 14)] }, "dispatch"],
    [{ fast: "none", workflow: "received", clocks: [clock(-1, 14, { cancelled: true })] }, "triage"],
    [{ fast: "none", workflow: "investigating" }, "handling"],
    [{ fast: "sceneDone", workflow: "closed", clocks: [clock(-1, 99, { kind: "C6" })] }, "feedback"],
    [{ fast: "none", workflow: "closed" }, "done"],
    [{ fast: "sceneDone", workflow: "fedBack" }, "returnVisit"],
    [{ fast: "sceneDone", workflow: "returnVisited" }, "archive"],
  ] as const)("of %o is %s", (more, stage) =>
    expect(stageOf(card("a", more as unknown as Partial<CaseCard>))).toBe(stage),
  );
  it("number is said short", () => expect(shortNo("CZ20261123-000123")).toBe("123"));
});

describe("the order freeze", () => {
  it("keeps places while the pointer is over the list, and lets go when it leaves", () => {
    const freeze = orderFreeze(() => 0);
    freeze.order(["a", "b", "c"]);
    freeze.pointer(true);
    expect(freeze.order(["c", "new", "a"])).toEqual(["a", "c", "new"]);
    freeze.pointer(false);
    expect(freeze.order(["c", "new", "a"])).toEqual(["c", "new", "a"]);
  });
  it("holds for two seconds after a key", () => {
    let t = 0;
    const freeze = orderFreeze(() => t);
    freeze.order(["a", "b"]);
    freeze.key();
    t = 1_999;
    expect(freeze.order(["b", "a"])).toEqual(["a", "b"]);
    t = 2_000;
    expect(freeze.order(["b", "a"])).toEqual(["b", "a"]);
  });
});
