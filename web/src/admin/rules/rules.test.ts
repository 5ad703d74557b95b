import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import type { TriageRules } from "@/api/rules";
import { BadWord, draftOf, rulesOf, textOf, weightsOf } from "./rules";

const shipped = JSON.parse(readFileSync("../src/OpsMap.Server/Triage/rules.json", "utf8")) as TriageRules;

it("sends the shipped rules back as they came when nothing was typed", () => {
  expect(rulesOf(draftOf(shipped), shipped)).toEqual(shipped);
});

it("reads words with their weights as people type them", () => {
  expect(weightsOf("过期 3、变质×2，异物=4；\n 生产 日期 1", "industries[0]")).toEqual({
    过期: 3,
    变质: 2,
    异物: 4,
    "生产 日期": 1,
  });
  expect(textOf({ 过期: 3, 变质: 2 })).toBe("过期 3、变质 2");
});

it("names the word that has no weight, and where it stands", () => {
  const draft = draftOf(shipped);
  draft.situations[0] = "现场争吵 3、围堵";
  try {
    rulesOf(draft, shipped);
    expect.unreachable();
  } catch (error) {
    expect(error).toBeInstanceOf(BadWord);
    expect([(error as BadWord).field, (error as BadWord).message]).toEqual(["situations[0]", "围堵"]);
  }
});
