import { describe, expect, it } from "vitest";
import type { TriageAdvice, TriageDecision } from "@/api/triage";
import { decisionOn, override, prepares, topicsOf } from "./topics";

const advice = {
  industry: {
    suggested: 1,
    current: 6,
    score: 9,
    reasons: [{ code: "words", text: "餐品、异物", evidence: ["异物"] }],
    alternatives: [],
  },
  situations: [
    { situation: 1, reasons: [] },
    { situation: 2, reasons: [] },
  ],
  grade: { urgency: 3, importance: 2, grade: 2, current: 2, reasons: [] },
  county: { current: "140403", confidence: "none", pinNeeded: true, reasons: [] },
  duplicates: [],
  decisions: [],
} as unknown as TriageAdvice;

describe("triage suggestions", () => {
  it("stand beside what the case says", () => {
    const topics = topicsOf(advice, [2, 1], ["140403", "140404"]);
    expect(topics.map(({ topic, same }) => [topic, same])).toEqual([
      ["industry", false],
      ["situations", true],
      ["grade", true],
      ["county", false],
    ]);
    expect(topics[3]?.suggested).toEqual([]);
  });
  it("replaced, carry the new value and the reason", () => {
    expect(override("industry", [4], " 是商超促销 ")).toEqual({
      topic: "industry",
      accepted: false,
      industry: 4,
      reason: "是商超促销",
    });
    expect(override("situations", [], "无需快响")).toEqual({
      topic: "situations",
      accepted: false,
      situations: [],
      reason: "无需快响",
    });
    expect(override("county", ["140404"], "门牌在上党")).toMatchObject({ county: "140404" });
  });
  it("fill the form of the step they prepare", () => {
    expect(prepares("situations", [1, 3])).toEqual({
      command: "decide-fast",
      values: { situations: [1, 3] },
    });
    expect(prepares("industry", [4])).toEqual({ command: "route", values: { industry: 4 } });
    expect(prepares("grade", [2])).toBeUndefined();
    expect(prepares("situations", [])).toBeUndefined();
  });
  it("show the latest decision of their topic", () => {
    const decisions = [
      { topic: "duplicate", accepted: false, value: "c1", suggestion: null },
      { topic: "duplicate", accepted: true, value: "c2", suggestion: { caseId: "c2" } },
      { topic: "industry", accepted: false, value: 4, suggestion: 1 },
      { topic: "industry", accepted: true, value: 1, suggestion: 1 },
    ] as unknown as TriageDecision[];
    expect(decisionOn(decisions, "industry")?.accepted).toBe(true);
    expect(decisionOn(decisions, "duplicate", "c1")?.accepted).toBe(false);
    expect(decisionOn(decisions, "duplicate", "c3")).toBeUndefined();
  });
});
