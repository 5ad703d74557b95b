import { expect, it } from "vitest";
import type { CaseCard } from "@/api/shapes";
import type { TriageAdvice } from "@/api/triage";
import { kinLines, relatedTo } from "./related";

const card = (id: string, more: Partial<CaseCard> = {}) =>
  ({ id, no: `CZ-${id}`, lon: 113, lat: 36, ...more }) as CaseCard;

it("finds kin, incident, duplicates and the same merchant, each case once under its nearest tie", () => {
  const self = card("a", {
    respondent: "金威超市",
    incident: "i1",
    splitFrom: { id: "s", no: "CZ-s" },
    children: [{ id: "c", no: "CZ-c" }],
  });
  const cases = [
    self,
    card("c", { respondent: "金威超市" }),
    card("m", { respondent: "金威超市", lon: 113.1 }),
    card("x", { incident: "i1" }),
    card("z"),
  ];
  const advice = {
    caseId: "a",
    duplicates: [
      { caseId: "m", caseNo: "CZ-m" },
      { caseId: "d", caseNo: "CZ-d" },
    ],
  } as unknown as TriageAdvice;
  const related = relatedTo(self, cases, advice);
  expect(related.map(({ id, tie, no }) => [id, tie, no])).toEqual([
    ["s", "from", "CZ-s"],
    ["c", "child", "CZ-c"],
    ["x", "incident", "CZ-x"],
    ["m", "duplicate", "CZ-m"],
    ["d", "duplicate", "CZ-d"],
  ]);
  expect(kinLines(self, related)).toEqual([{ from: { lon: 113, lat: 36 }, to: { lon: 113.1, lat: 36 } }]);
});

it("knows nothing of an older answer for another case, and draws nothing without a place", () => {
  const advice = {
    caseId: "other",
    duplicates: [{ caseId: "m", caseNo: "CZ-m" }],
  } as unknown as TriageAdvice;
  expect(relatedTo(card("a"), [], advice)).toEqual([]);
  expect(kinLines({ id: "a" } as CaseCard, [])).toEqual([]);
});
