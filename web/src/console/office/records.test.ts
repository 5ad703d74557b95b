import { expect, it } from "vitest";
import type { Interview, Meeting } from "@/api/records";
import { dueIn, interviewDraft, interviewSaid, meetingDraft, meetingSaid, todayOf } from "./records";

const NIGHT = Date.parse("2026-11-23T17:30:00Z");
const linked = { id: "c1", no: "CZ20261123-000001", title: "退费" };
const entered = {
  id: "1",
  county: "140403",
  version: 2,
  enteredBy: "李",
  enteredAt: "2026-11-23T01:00:00Z",
  cases: [linked],
};

it("begins a record on the city's day, also after midnight there", () => {
  expect(todayOf(NIGHT)).toBe("2026-11-24");
  expect(meetingDraft(undefined, NIGHT).date).toBe("2026-11-24");
  expect(dueIn(24, NIGHT)).toBe("2026-11-25T01:30");
});

it("sends a meeting back as it stood when nothing was typed", () => {
  const meeting: Meeting = {
    ...entered,
    date: "2026-11-20",
    topic: "预付卡",
    attendees: ["王", "李"],
    departments: ["d1"],
    minutes: "已议定",
  };
  expect(meetingSaid(meetingDraft(meeting, NIGHT))).toEqual({
    date: "2026-11-20",
    topic: "预付卡",
    attendees: ["王", "李"],
    departments: ["d1"],
    minutes: "已议定",
    cases: ["c1"],
  });
});

it("leaves out of an interview what was not said, and the unit when it is with a merchant", () => {
  const interview: Interview = {
    ...entered,
    date: "2026-11-20",
    target: "unit",
    unit: "u1",
    name: "某所",
    subject: "超时",
    attendees: ["王"],
    published: true,
    findings: "属实",
  };
  expect(interviewSaid(interviewDraft(interview, NIGHT))).toEqual({
    date: "2026-11-20",
    target: "unit",
    unit: "u1",
    name: "某所",
    subject: "超时",
    attendees: ["王"],
    findings: "属实",
    published: true,
    cases: ["c1"],
  });
  expect(interviewSaid({ ...interviewDraft(interview, NIGHT), target: "merchant" }).unit).toBeUndefined();
});
