import { expect, it } from "vitest";
import { landing } from "./landing";

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
  ["system", "/console", undefined],
] as const)("a %s coming from %s lands on %s", (role, next, page) => expect(landing(role, next)).toBe(page));
