import { expect, it } from "vitest";
import type { CaseCard, LonLat, SquadCard } from "@/api/shapes";
import { busyFor } from "./busy";

const case1 = (id: string, lat: number) => ({ id, county: "140403", lon: 113.1, lat }) as CaseCard;
const squad = (id: string, caseId: string | undefined, more: Partial<SquadCard> = {}) =>
  ({
    id,
    code: id,
    county: "140403",
    crew: 2,
    state: "onScene",
    caseId,
    caseNo: "CZ-1",
    ...more,
  }) as SquadCard;
const metres = (a: LonLat, b: LonLat) => Math.abs(a.lat - b.lat) * 100_000;
const cases = new Map(
  [case1("near", 36.201), case1("far", 36.3), case1("far2", 36.4), case1("far3", 36.5)].map((c) => [c.id, c]),
);
const busy = (squads: SquadCard[]) => busyFor(case1("this", 36.2), squads, (id) => cases.get(id), metres);

it("offers the squads that are out, the one at this place first", () => {
  const found = busy([
    squad("b", "far"),
    squad("a", "near"),
    squad("free", undefined),
    squad("c", "far2"),
    squad("d", "far3"),
  ]);
  expect(found.map(({ id, together }) => [id, together])).toEqual([
    ["a", true],
    ["b", false],
    ["c", false],
  ]);
});

it("leaves out who has three waiting, is alone, is another county's or has this case already", () => {
  const next = (...ids: string[]) => ids.map((caseId) => ({ caseId, caseNo: "" }));
  const found = busy([
    squad("full", "near", { next: next("x", "y", "z") }),
    squad("alone", "near", { crew: 1 }),
    squad("theirs", "near", { county: "140423" }),
    squad("has it", "near", { next: next("this") }),
    squad("is on it", "this"),
  ]);
  expect(found).toEqual([]);
});
