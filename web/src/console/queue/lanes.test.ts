import { describe, expect, it } from "vitest";
import type { CaseCard, Me } from "@/api/shapes";
import { rowOf } from "@/live/queue";
import { countByLane, firstLane, inLane, type Lane, lanesOf } from "./lanes";

const now = Date.parse("2026-11-23T01:00:00Z");
const running = (kind: string) => ({
  kind,
  round: 1,
  start: "2026-11-23T00:00:00Z",
  due: "2026-11-23T09:00:00Z",
  warnings: [],
});
const row = (more: Partial<CaseCard>) =>
  rowOf(
    {
      id: "c",
      fast: "none",
      workflow: "triaging",
      clocks: [],
      receivedAt: "2026-11-23T00:00:00Z",
      ...more,
    } as CaseCard,
    now,
  );
const me = (role: Me["role"], office?: string) =>
  ({ id: "p1", role, ...(office ? { office: { id: "o", name: office } } : {}) }) as Me;
const lanes = (more: Partial<CaseCard>, who = me("countyDispatcher")) =>
  lanesOf(who.role).filter((lane) => inLane(row(more), lane, who));
const proposal = (by: string) =>
  ({ kind: "refusal", by, at: "2026-11-23T00:30:00Z" }) as NonNullable<CaseCard["proposal"]>;

describe("the desks", () => {
  it.each<[Partial<CaseCard>, Lane[]]>([
    [{ workflow: "received" }, ["all", "intake"]],
    [{ workflow: "returned" }, ["all", "intake"]],
    [{ workflow: "triaging" }, ["all", "triage"]],
    [{ workflow: "triaging", clocks: [running("C8")] as CaseCard["clocks"] }, ["all", "intake", "triage"]],
    [{ workflow: "routed", unit: "潞州区局" }, ["all", "county"]],
    [{ workflow: "investigating", unit: "英雄中路市场监管所" }, ["all", "county", "station"]],
    [{ workflow: "fedBack" }, ["all", "visit"]],
    [{ workflow: "returnVisited", underReview: true }, ["all", "visit"]],
    [{ workflow: "transferredOut", clocks: [running("L3")] as CaseCard["clocks"] }, ["all", "county"]],
    [{ workflow: "transferredOut" }, ["all"]],
    [
      {
        workflow: "handling",
        supervisionRequests: [{ id: 1, mode: "supervise", reason: "尽快", due: "", unit: "所", at: "" }],
      },
      ["all", "county", "supervision"],
    ],
  ])("%o belongs to %o", (card, expected) => expect(lanes(card)).toEqual(expected));

  it("show a proposal to whoever may decide it, never to its author", () => {
    const card = { workflow: "investigating", proposal: proposal("p2") } as Partial<CaseCard>;
    expect(lanes(card)).toContain("approval");
    expect(lanes({ ...card, proposal: proposal("p1") })).not.toContain("approval");
    expect(lanes(card, me("stationHead"))).not.toContain("approval");
  });
  it("watch open supervisions and cards nobody has acknowledged", () => {
    const order = { id: 1, mode: "joint" as const, due: "", unit: "所" };
    expect(lanes({ workflow: "handling", supervisions: [order] }, me("cityDispatcher"))).toEqual([
      "all",
      "county",
      "supervision",
      "liaison",
    ]);
    expect(
      lanes({ workflow: "handling", supervisions: [{ ...order, closedAt: "x" }] }, me("cityDispatcher")),
    ).toEqual(["all", "county"]);
    const note = { no: "1", type: "reminder" as const, clock: "L1" as const, at: "" };
    expect(lanes({ workflow: "handling", cards: [note] })).toContain("supervision");
    expect(lanes({ workflow: "handling", cards: [{ ...note, ackAt: "x" }] })).not.toContain("supervision");
  });
  it("give a station its own cases only", () => {
    const head = me("stationHead", "太行东街市场监管所");
    expect(lanes({ workflow: "routed", unit: "太行东街市场监管所" }, head)).toContain("station");
    expect(lanes({ workflow: "routed", unit: "英雄中路市场监管所" }, head)).not.toContain("station");
  });
  it("open with the post's own", () => {
    expect(firstLane("stationHead")).toBe("station");
    expect(firstLane("cityDispatcher")).toBe("all");
    expect(lanesOf("liaison")).toEqual(["liaison"]);
    expect(
      countByLane([row({ workflow: "fedBack" }), row({})], lanesOf("cityDispatcher"), undefined),
    ).toMatchObject({ all: 2, visit: 1, triage: 1, county: 0 });
  });
});
