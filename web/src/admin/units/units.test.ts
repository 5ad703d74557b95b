import { expect, it } from "vitest";
import type { Unit } from "@/api/units";
import { changed, rowsOf } from "./plots";
import { draftOf, inOrder, saidOf, shut } from "./unit";

const unit: Unit = {
  id: "1",
  code: "140403-S01",
  county: "140403",
  kind: "station",
  parent: "0",
  name: "东街所",
  lon: 113.1,
  lat: 36.2,
  industries: [1],
  people: [{ post: "head", name: "王" }],
  demo: false,
  closed: false,
  sort: 3,
  version: 2,
};

it("sends a unit back as it stood when nothing was typed", () => {
  expect(saidOf(draftOf(unit, ""), unit)).toEqual({
    county: "140403",
    kind: "station",
    name: "东街所",
    code: "140403-S01",
    parent: "0",
    point: { lon: 113.1, lat: 36.2 },
    industries: [1],
    people: [{ post: "head", name: "王" }],
    closed: false,
    sort: 3,
  });
  expect(shut(unit, true)).toEqual({ ...saidOf(draftOf(unit, ""), unit), closed: true });
  expect(saidOf({ ...draftOf(unit, ""), lat: "" }, unit).point).toEqual({ lon: 113.1, lat: 999 });
});

it("lists the bureau before its offices", () => {
  const bureau = { ...unit, id: "0", kind: "countyBureau" as const, sort: 9 };
  const second = { ...unit, id: "2", sort: 1 };
  expect(
    inOrder([unit, { ...unit, county: "140404" }, second, bureau], "140403").map((one) => one.id),
  ).toEqual(["0", "2", "1"]);
});

it("sends only the plots that were changed, and a plot given up without a unit", () => {
  const before = rowsOf([
    { county: "140403", industry: 1, unit: { id: "a", name: "食品股" }, backup: { id: "b", name: "中心" } },
  ]);
  const now = before.map((row) => ({ ...row }));
  expect(changed("140403", before, now)).toEqual([]);
  Object.assign(now[0] ?? {}, { unit: "", backup: "" });
  Object.assign(now[9] ?? {}, { unit: "c" });
  expect(changed("140403", before, now)).toEqual([
    { county: "140403", industry: 1 },
    { county: "140403", industry: 10, unit: "c" },
  ]);
});
