import { describe, expect, it } from "vitest";
import type { RosterSquad, Shift } from "@/api/duty";
import { dayOfInstant, draftOf, grid, hourOf, mondayOf, newDraft, phaseOf, saidOf, weekDays } from "./week";

const squad = (id: string, county: string): RosterSquad => ({
  id,
  code: id,
  name: id,
  county,
  state: "offDuty",
  members: ["王一", "李二"],
  vehicle: "晋D·1234警",
  unchecked: false,
});
const shift = (owner: string, startsAt: string, endsAt: string): Shift => ({
  id: `${owner} ${startsAt}`,
  squad: owner,
  county: "140403",
  startsAt,
  endsAt,
  members: ["王一", "李二"],
  onCall: false,
  version: 1,
});

describe("a week of the roster", () => {
  it("begins on Monday, also across a year", () => {
    expect(mondayOf("2026-11-24")).toBe("2026-11-23");
    expect(mondayOf("2026-11-29")).toBe("2026-11-23");
    expect(weekDays(mondayOf("2027-01-01"))).toEqual([
      "2026-12-28",
      "2026-12-29",
      "2026-12-30",
      "2026-12-31",
      "2027-01-01",
      "2027-01-02",
      "2027-01-03",
    ]);
  });
  it("counts a day in the city's time, not in the browser's", () => {
    expect(dayOfInstant("2026-11-23T16:00:00Z")).toBe("2026-11-24");
    expect(dayOfInstant("2026-11-23T15:59:59Z")).toBe("2026-11-23");
    expect(hourOf("2026-11-23T00:30:00Z")).toBe("08:30");
  });
  it("puts a night on the day it begins, and squads under their county", () => {
    const night = shift("潞州02", "2026-11-24T12:00:00Z", "2026-11-25T00:00:00Z");
    const [luzhou, shangdang] = grid(
      [squad("潞州01", "140403"), squad("潞州02", "140403"), squad("上党01", "140404")],
      [night],
      weekDays("2026-11-23"),
    );
    expect(luzhou?.rows.map((row) => row.squad.code)).toEqual(["潞州01", "潞州02"]);
    expect(luzhou?.rows[1]?.days.map((day) => day.length)).toEqual([0, 1, 0, 0, 0, 0, 0]);
    expect(shangdang?.county).toBe("140404");
  });
});

describe("a shift as it is typed", () => {
  it("ends on the next day when it ends before it begins", () => {
    const draft = { ...newDraft(squad("潞州01", "140403"), "2026-12-31"), from: "20:00", to: "08:00" };
    expect(saidOf(draft)).toMatchObject({
      startsAt: "2026-12-31T20:00:00+08:00",
      endsAt: "2027-01-01T08:00:00+08:00",
    });
  });
  it("takes names however they are separated, and leaves out what is blank", () => {
    const said = saidOf({
      ...newDraft(squad("潞州01", "140403"), "2026-11-24"),
      members: " 王一、李二,赵三  钱四；",
      leader: " ",
      vehicle: "",
    });
    expect(said.members).toEqual(["王一", "李二", "赵三", "钱四"]);
    expect(said).not.toHaveProperty("leader");
    expect(said).not.toHaveProperty("vehicle");
  });
  it("comes back as it was", () => {
    const kept = shift("潞州01", "2026-11-24T12:00:00Z", "2026-11-25T00:00:00Z");
    const said = saidOf(draftOf(kept));
    expect(Date.parse(said.startsAt)).toBe(Date.parse(kept.startsAt));
    expect(Date.parse(said.endsAt)).toBe(Date.parse(kept.endsAt));
    expect(said.members).toEqual(kept.members);
  });
  it("is over, on, or ahead", () => {
    const one = shift("潞州01", "2026-11-24T00:00:00Z", "2026-11-24T12:00:00Z");
    const phases = ["2026-11-23T23:59:59Z", "2026-11-24T00:00:00Z", "2026-11-24T12:00:00Z"];
    expect(phases.map((at) => phaseOf(one, Date.parse(at)))).toEqual(["ahead", "now", "past"]);
  });
});
