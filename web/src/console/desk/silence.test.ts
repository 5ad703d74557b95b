import { expect, it } from "vitest";
import type { CaseCard, SquadCard } from "@/api/shapes";
import type { Position } from "@/live/frame";
import { silentFor } from "./silence";

const NOW = 10_000_000;
const squad = { id: "s1" } as SquadCard;
const card = (fast: string, more = {}) => ({ squad: "s1", fast, ...more }) as CaseCard;
const seen = (minutesAgo: number) => ({ fixAt: NOW - minutesAgo * 60_000 }) as Position;

it("Edge08: from ten minutes on a squad that is out and silent is pointed out, with how long", () => {
  expect(silentFor(card("enRoute"), squad, seen(9.9), NOW)).toBeUndefined();
  expect(silentFor(card("enRoute"), squad, seen(10), NOW)).toBe(10);
  expect(silentFor(card("directiveReceived"), squad, seen(25.5), NOW)).toBe(25);
});

it("says nothing of a squad at its scene, of a directive that waits, or where nobody was ever seen", () => {
  expect(silentFor(card("onScene"), squad, seen(30), NOW)).toBeUndefined();
  expect(silentFor(card("directiveReceived", { queued: true }), squad, seen(30), NOW)).toBeUndefined();
  expect(silentFor(card("enRoute"), squad, undefined, NOW)).toBeUndefined();
  expect(silentFor(card("enRoute"), { id: "s2" } as SquadCard, seen(30), NOW)).toBeUndefined();
});
