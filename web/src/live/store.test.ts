import { describe, expect, it } from "vitest";
import type { CaseCard, FeedRow, SquadCard } from "@/api/shapes";
import { type Change, liveStore } from "./store";

const card = (id: string, version: number, title = "") =>
  ({ id, version, title, clocks: [] }) as unknown as CaseCard;
const row = (county: string, seq: number, id: string): FeedRow => ({
  county,
  seq,
  kind: "case",
  body: card(id, seq),
});
const squad = (state: string, more: Partial<SquadCard> = {}) =>
  ({ id: "s", slot: 5, version: 1, state, ...more }) as SquadCard;
const fix = (at: string) => ({ lon: 113, lat: 36, acc: 10, at });

function joined(heads: Record<string, number> = { "140403": 10 }) {
  const store = liveStore();
  store.reset({
    serverNow: "2026-11-23T01:00:00Z",
    heads,
    cases: [card("a", 1)],
    squads: [squad("available")],
  });
  return store;
}

describe("the feed", () => {
  it("is applied in order, once", () => {
    const store = joined();
    const seen: Change[] = [];
    store.subscribe((change) => seen.push(change));
    expect(store.feed([row("140403", 11, "b"), row("140403", 11, "b"), row("140403", 10, "z")])).toEqual([]);
    expect([...store.cases.keys()]).toEqual(["a", "b"]);
    expect(seen).toHaveLength(1);
    expect(store.head("140403")).toBe(11);
  });
  it("stops at a gap and goes on when the missing rows come", () => {
    const store = joined();
    expect(store.feed([row("140403", 13, "d")])).toEqual(["140403"]);
    expect(store.cases.has("d")).toBe(false);
    expect(store.feed([11, 12, 13].map((n) => row("140403", n, `c${n}`)))).toEqual([]);
    expect(store.head("140403")).toBe(13);
  });
  it("keeps each county's own order: a gap in one holds no other back", () => {
    const store = joined({ "140403": 10, "140404": 3 });
    expect(store.feed([row("140403", 12, "x"), row("140404", 4, "y")])).toEqual(["140403"]);
    expect(store.cases.has("y")).toBe(true);
  });
  it("of a county never heard of begins at one", () => {
    const store = joined();
    expect(store.feed([row("140431", 1, "q")])).toEqual([]);
    expect(store.feed([row("140430", 2, "r")])).toEqual(["140430"]);
  });
  it("is compared with the server's heads", () => {
    expect(joined().behind({ "140403": 10, "140404": 1 })).toEqual(["140404"]);
  });
});

describe("a case that has left the county", () => {
  const gone = (seq: number, county = "140404", version = 5): FeedRow => ({
    county: "140403",
    seq,
    kind: "case-gone",
    body: { id: "a", version, county },
  });

  it("leaves the page, once, and says so", () => {
    const store = joined();
    const seen: Change[] = [];
    store.subscribe((change) => seen.push(change));
    store.feed([gone(11), gone(12)]);
    expect(store.cases.has("a")).toBe(false);
    expect(seen).toEqual([{ kind: "gone", case: card("a", 1) }]);
    expect(store.head("140403")).toBe(12);
  });
  it("is not brought back by an answer that was under way", () => {
    const store = joined();
    store.feed([gone(11)]);
    store.putCase(card("a", 5, "the answer that moved it"));
    expect(store.cases.has("a")).toBe(false);
  });
  it("comes back when it is ours again", () => {
    const store = joined();
    store.feed([gone(11), { county: "140403", seq: 12, kind: "case", body: card("a", 7) }]);
    expect(store.cases.get("a")?.version).toBe(7);
  });
  it("stays with whoever watches the county it went to", () => {
    const store = joined({ "140403": 10, "140404": 3 });
    store.feed([gone(11)]);
    expect(store.cases.has("a")).toBe(true);
  });
  it("stays when it has come back before the word of its leaving", () => {
    const store = joined();
    store.putCase(card("a", 6));
    store.feed([gone(11)]);
    expect(store.cases.get("a")?.version).toBe(6);
  });
  it("is forgotten with a new snapshot", () => {
    const store = joined();
    store.feed([gone(11)]);
    store.reset({
      serverNow: "2026-11-23T01:00:00Z",
      heads: { "140403": 11 },
      cases: [card("a", 5)],
      squads: [],
    });
    expect(store.cases.has("a")).toBe(true);
  });
});

describe("a card", () => {
  it("never goes back to an older version", () => {
    const store = joined();
    store.putCase(card("a", 4, "new"));
    store.putCase(card("a", 3, "old"));
    expect(store.cases.get("a")?.title).toBe("new");
  });
});

describe("positions", () => {
  const frame = (fixAt: number) => ({
    serverNow: fixAt,
    coarse: false,
    positions: [
      { slot: 5, lon: 113.1, lat: 36.1, speed: 0, accuracy: 8, suspicious: false, fixAt, old: false },
    ],
  });
  it("only move forward in the time of the fix", () => {
    const store = joined();
    store.frame(frame(2000));
    store.frame(frame(1000));
    expect(store.positions.get(5)?.fixAt).toBe(2000);
    store.putSquad(squad("available", { version: 2, fix: fix("1970-01-01T00:00:01Z") }));
    expect(store.positions.get(5)?.lon).toBe(113.1);
  });
  it("leave the map when the squad goes off duty", () => {
    const store = joined();
    store.frame(frame(2000));
    store.putSquad(squad("offDuty", { version: 2 }));
    expect(store.positions.size).toBe(0);
  });
});
