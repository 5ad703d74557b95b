import { expect, it } from "vitest";
import type { CaseCard } from "@/api/shapes";
import { stepsBefore } from "./steps";

const card = (workflow: string, situations: number[], determined?: boolean) =>
  ({ workflow, situations, determined }) as unknown as CaseCard;

it("a decided case goes straight out", () => expect(stepsBefore(card("triaging", [1], true))).toEqual([]));
it("a case just received is taken up and decided on the way", () =>
  expect(stepsBefore(card("received", [1, 3]))).toEqual([
    { type: "start-triage" },
    { type: "decide-fast", situations: [1, 3] },
  ]));
it("a case in triage is decided on the way", () =>
  expect(stepsBefore(card("triaging", [4])).map((step) => step.type)).toEqual(["decide-fast"]));
it("without a ticked situation nobody decides for the dispatcher", () =>
  expect(stepsBefore(card("received", []))).toEqual([]));
it("a ticked case that was routed before anybody looked is decided where it is", () => {
  for (const workflow of ["routed", "investigating", "handling", "reopened"])
    expect(stepsBefore(card(workflow, [1])).map((step) => step.type)).toEqual(["decide-fast"]);
  expect(stepsBefore(card("returned", [1]))).toEqual([]);
});
