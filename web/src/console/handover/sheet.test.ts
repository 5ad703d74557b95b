import { describe, expect, it } from "vitest";
import type { CaseCard, SquadCard } from "@/api/shapes";
import { rowOf } from "@/live/queue";
import { endOfCityDay, lastStep, sheet } from "./sheet";

const now = Date.parse("2026-11-23T10:00:00Z");
const card = (more: Partial<CaseCard>) =>
  ({
    id: "c",
    no: "CZ20261123-000007",
    fast: "none",
    workflow: "investigating",
    clocks: [],
    receivedAt: "2026-11-23T01:00:00Z",
    ...more,
  }) as CaseCard;
const made = (cards: CaseCard[], squads: Partial<SquadCard>[] = []) =>
  sheet(
    cards.map((one) => rowOf(one, now)),
    squads as SquadCard[],
    now,
    undefined,
  );

describe("the handover sheet", () => {
  it("says whose turn each case is", () => {
    const turns = made([
      card({ fast: "enRoute", squadCode: "潞州05", turn: { holder: "squad", unit: "id-of-05" } }),
      card({ turn: { holder: "station", unit: "英雄中路市场监管所" } }),
      card({ turn: { holder: "complainant" } }),
      card({ fast: "onScene", squadCode: "潞州05" }),
    ]).open.map(({ holder, unit }) => [holder, unit]);
    expect(turns).toEqual([
      ["squad", "潞州05"],
      ["station", "英雄中路市场监管所"],
      ["complainant", undefined],
      ["squad", "潞州05"],
    ]);
  });
  it("names the latest step", () => {
    const clock = (kind: "C1" | "C4" | "ack", stopped?: string) => ({
      kind,
      round: 1,
      start: "",
      due: "",
      warnings: [],
      ...(stopped ? { stopped } : {}),
    });
    expect(lastStep(card({}))).toEqual({ what: "received", at: "2026-11-23T01:00:00Z" });
    expect(
      lastStep(
        card({
          clocks: [clock("C4"), clock("C1", "2026-11-23T01:10:00Z"), clock("ack", "2026-11-23T02:00:00Z")],
        }),
      ),
    ).toEqual({
      what: "C1",
      at: "2026-11-23T01:10:00Z",
    });
  });
  it("lists supervisions due before the city's midnight, late ones marked", () => {
    expect(new Date(endOfCityDay(now)).toISOString()).toBe("2026-11-23T16:00:00.000Z");
    const order = (id: number, due: string) => ({ id, mode: "supervise" as const, unit: "所", due });
    const { supervisions } = made([
      card({
        supervisions: [
          order(1, "2026-11-23T09:00:00Z"),
          order(2, "2026-11-23T15:59:00Z"),
          order(3, "2026-11-24T01:00:00Z"),
        ],
      }),
    ]);
    expect(supervisions.map(({ order, late }) => [order.id, late])).toEqual([
      [1, true],
      [2, false],
    ]);
  });
  it("lists cards nobody acknowledged and squads on duty", () => {
    const note = { no: "T-1", type: "urging" as const, clock: "L2" as const, at: "" };
    const one = made(
      [card({ cards: [note, { ...note, no: "T-2", ackAt: "x" }] })],
      [
        { code: "潞州01", state: "available" },
        { code: "潞州02", state: "offDuty" },
      ],
    );
    expect(one.cards.map(({ note }) => note.no)).toEqual(["T-1"]);
    expect(one.squads.map(({ code }) => code)).toEqual(["潞州01"]);
  });
});
