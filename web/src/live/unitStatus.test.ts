import { describe, expect, it } from "vitest";
import type { SquadCard } from "@/api/shapes";
import type { Position } from "./frame";
import { squadNumber, troublesOf, unitView } from "./unitStatus";

const now = 1_000_000_000;
const fixed = (age: number) => ({ fixAt: now - age * 1000 }) as Position;
const squad = (state: string) => ({ state }) as SquadCard;

describe("what is wrong with a squad", () => {
  const low = { state: "available", phone: { troubles: ["lowBattery", "noGps"], battery: 0.1 } } as SquadCard;
  it("is told by its phone and by its positions, also when only the frame doubts them", () => {
    expect(troublesOf(squad("available"), fixed(5))).toEqual([]);
    expect(troublesOf(low, undefined)).toEqual(["lowBattery", "noGps"]);
    expect(troublesOf(squad("available"), { ...fixed(5), suspicious: true })).toEqual(["doubted"]);
    expect(troublesOf({ ...low, health: "datum" }, fixed(5))).toEqual(["doubted", "lowBattery", "noGps"]);
  });
  it("is nobody's business off duty", () =>
    expect(troublesOf({ ...low, state: "offDuty" }, undefined)).toEqual([]));
});

describe("a squad on the map", () => {
  it.each([
    ["available", 5, "free", "live"],
    ["available", 29, "free", "live"],
    ["available", 30, "free", "ageing"],
    ["available", 180, "off", "stale"],
    ["onScene", 180, "scene", "stale"],
    ["enRoute", 301, "off", "lost"],
    ["returning", 5, "free", "live"],
    ["responding", 5, "sent", "live"],
    ["break", 5, "off", "live"],
  ])("%s with a fix %s s old is %s", (state, age, status, freshness) =>
    expect(unitView(squad(state), fixed(age), now)).toMatchObject({ status, freshness, age }),
  );
  it.each([
    ["enRoute", 29, 0],
    ["enRoute", 60, 1340],
    ["onScene", 60, 140],
    ["available", 400, 2020],
    ["enRoute", 9000, 5_000],
  ])("%s with a fix %s s old is within %s m", (state, age, reach) =>
    expect(unitView(squad(state), { ...fixed(age), accuracy: 20 }, now).reach).toBe(reach),
  );
  it("without any fix is out of touch", () =>
    expect(unitView(squad("available"), undefined, now)).toEqual({
      status: "off",
      freshness: undefined,
      age: undefined,
      reach: 0,
    }));
  it("is numbered within its county", () => expect(squadNumber("潞州05")).toBe("05"));
});
