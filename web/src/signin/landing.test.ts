import { expect, it } from "vitest";
import { codeIn, landing } from "./landing";

it.each([
  ["cityDispatcher", null, "/console"],
  ["squadMember", null, "/squad"],
  ["squadLeader", "/squad", "/squad"],
  ["leadership", null, "/screen"],
  ["countyDispatcher", "/screen", "/screen"],
  ["squadMember", "/console", "/squad"],
  ["cityDispatcher", "https://evil.example/console", "/console"],
  ["cityDispatcher", "//evil.example", "/console"],
  ["liaison", "/console", "/liaison"],
  ["admin", "/console", "/admin"],
  ["system", "/console", undefined],
] as const)("a %s coming from %s lands on %s", (role, next, page) => expect(landing(role, next)).toBe(page));

it("finds the one-time code behind the hash, and nothing anywhere else", () => {
  expect(codeIn("#code=ABCD-2345-EFGH-6789")).toBe("ABCD-2345-EFGH-6789");
  expect(["", "#", "#squads", "#code="].map(codeIn)).toEqual(["", "", "", ""]);
});
