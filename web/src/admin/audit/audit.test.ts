import { expect, it } from "vitest";
import { adminWords } from "@/words/admin";
import { ACTIONS, aboutOf, factsOf, questionOf } from "./audit";

it("asks for whole days of the city's time", () => {
  expect(questionOf({ person: " 王 ", action: "", from: "2026-11-23", to: "2026-11-23" })).toEqual({
    person: "王",
    from: "2026-11-22T16:00:00.000Z",
    to: "2026-11-23T16:00:00.000Z",
  });
  expect(questionOf({ person: "", action: "signed-in", from: "", to: "" })).toEqual({ action: "signed-in" });
});

it("says what a line is about and what else it tells", () => {
  const line = {
    seq: 1,
    at: "2026-11-23T01:00:00Z",
    county: "1404",
    action: "audit-read",
    facts: { of: "signed-in", person: "王" },
  };
  expect(factsOf(line, adminWords.named)).toBe("事项 登录 · 人员 王");
  expect(aboutOf({ ...line, subject: "0191f0a0-0000-7000-8000-0000deadbeef" })).toBe("…deadbeef");
  expect(aboutOf({ ...line, subject: "x", subjectName: "李明" })).toBe("李明");
  expect(ACTIONS).toContain("contact-revealed");
});
