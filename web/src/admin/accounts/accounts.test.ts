import { expect, it } from "vitest";
import type { Account } from "@/api/accounts";
import { bindingOf, levelOf, linkOf, matches, ROLES, stateOf } from "./accounts";

const NOW = Date.parse("2026-11-23T01:00:00Z");
const account = (more: Partial<Account>): Account => ({
  id: "1",
  login: "liming",
  name: "李明",
  role: "squadLeader",
  county: "140403",
  disabled: false,
  hasPassword: true,
  ...more,
});

it.each([
  [{}, "active"],
  [{ lockedUntil: "2026-11-23T01:10:00Z" }, "locked"],
  [{ lockedUntil: "2026-11-23T00:50:00Z" }, "active"],
  [{ hasPassword: false, codeExpiresAt: "2026-11-24T00:00:00Z" }, "waiting"],
  [{ hasPassword: false, codeExpiresAt: "2026-11-22T00:00:00Z" }, "expired"],
  [{ hasPassword: false }, "noPassword"],
  [{ disabled: true, hasPassword: false }, "disabled"],
])("an account with %j is %s", (more, state) => expect(stateOf(account(more), NOW)).toBe(state));

it("is found by name, login or what it belongs to, all parts at once", () => {
  const leader = account({ squad: { id: "2", name: "潞州03", code: "潞州03" } });
  expect(["", "李", "LIM", "潞州03 李"].every((find) => matches(leader, find))).toBe(true);
  expect(matches(leader, "潞州03 王")).toBe(false);
});

it("knows for every role where it belongs and what it is bound to", () => {
  expect(ROLES.map((role) => `${role} ${levelOf(role)} ${bindingOf(role)?.to ?? "-"}`)).toEqual([
    "cityDispatcher city -",
    "countyDispatcher county -",
    "stationHead county unit",
    "section either unit",
    "squadLeader county squad",
    "squadMember county squad",
    "liaison either department",
    "leadership either -",
    "admin either -",
  ]);
});

it("keeps the code out of what a server or proxy writes down", () => {
  const link = new URL(linkOf("ABCD-2345-EFGH-6789", "https://opsmap.example"));
  expect(link.pathname + link.search).toBe("/");
  expect(link.hash).toBe("#code=ABCD-2345-EFGH-6789");
});
