import { describe, expect, it } from "vitest";
import type { Recording } from "@/api/replay";
import type { CaseCard, SquadCard } from "@/api/shapes";
import { liveStore } from "@/live/store";
import { player } from "./player";

const minute = (n: number) => `2026-11-24T01:${String(n).padStart(2, "0")}:00.000Z`;
const card = (id: string, version: number, workflow = "received") =>
  ({ id, version, workflow, clocks: [] }) as unknown as CaseCard;
const crew = { id: "s", slot: 3, version: 1, state: "available" } as SquadCard;
const tape: Recording = {
  from: minute(0),
  to: minute(30),
  snapshot: { serverNow: minute(0), heads: { "140403": 700 }, cases: [card("a", 4)], squads: [crew] },
  rows: [
    { at: minute(20), county: "140403", seq: 900, kind: "case", body: card("a", 5, "closed") },
    { at: minute(10), county: "140403", seq: 812, kind: "case", body: card("b", 1) },
    {
      at: minute(10),
      county: "140431",
      seq: 3,
      kind: "squad",
      body: { ...crew, version: 2, state: "enRoute" },
    },
  ],
  fixes: [
    [3, Date.parse(minute(15)), 113_200_000, 36_300_000, 8, 90, 12, 40],
    [3, Date.parse(minute(5)), 113_100_000, 36_200_000, 8, -1, -1, 0],
  ],
};

function playing() {
  const store = liveStore();
  const moments: number[] = [];
  return { store, moments, tape: player(tape, store, (t) => moments.push(t)) };
}
const seen = ({ store }: ReturnType<typeof playing>) => ({
  cases: [...store.cases.values()].map(({ id, version }) => `${id}${version}`),
  squad: store.squads.get("s")?.state,
  lon: store.positions.get(3)?.lon,
});

describe("a recording", () => {
  it.each([
    [0, { cases: ["a4"], squad: "available", lon: undefined }],
    [9, { cases: ["a4"], squad: "available", lon: 113.1 }],
    [10, { cases: ["a4", "b1"], squad: "enRoute", lon: 113.1 }],
    [30, { cases: ["a5", "b1"], squad: "enRoute", lon: 113.2 }],
  ])("at minute %i shows what was known then", (at, expected) => {
    const page = playing();
    page.tape.seek(Date.parse(minute(at)));
    expect(seen(page)).toEqual(expected);
  });
  it("goes back as well as forward, and shows the same both ways", () => {
    const page = playing();
    for (const at of [30, 9, 20, 10]) page.tape.seek(Date.parse(minute(at)));
    expect(seen(page)).toEqual({ cases: ["a4", "b1"], squad: "enRoute", lon: 113.1 });
  });
  it("shows a fix as old as it was", () => {
    const page = playing();
    page.tape.seek(Date.parse(minute(16)));
    expect(page.store.positions.get(3)?.fixAt).toBe(Date.parse(minute(15)) - 40_000);
  });
  it("never leaves its own stretch of time", () => {
    const page = playing();
    page.tape.seek(Date.parse("2026-11-23T00:00:00Z"));
    page.tape.seek(Date.parse("2026-11-25T00:00:00Z"));
    expect(page.moments).toEqual([page.tape.from, page.tape.to]);
  });
});
