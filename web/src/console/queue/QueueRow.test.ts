import { mount } from "@vue/test-utils";
import { expect, it } from "vitest";
import type { CaseCard } from "@/api/shapes";
import { rowOf } from "@/live/queue";
import QueueRow from "./QueueRow.vue";

const now = Date.parse("2026-11-23T01:00:00Z");
const at = (minute: number) => new Date(now + minute * 60_000).toISOString();
const card = {
  id: "c1",
  no: "CZ20261123-003310",
  title: "外卖餐品有异物",
  county: "140403",
  place: "迎宾大道58号",
  industry: 1,
  fast: "candidate",
  workflow: "triaging",
  receivedAt: at(-14),
  clocks: [{ kind: "C1", round: 1, start: at(-14), due: at(1), warnings: [at(-6), at(-2)] }],
} as unknown as CaseCard;
const row = (later = 0) =>
  mount(QueueRow, { props: { row: rowOf(card, now + later), selected: false, pulse: true } });

it("shows number, place, stage and the time left in its urgency", () => {
  const line = row();
  expect(line.classes()).toContain("u-urge");
  expect(line.find("[role=timer]").text()).toBe("01:00");
  expect(line.text()).toContain("#3310");
  expect(line.text()).toContain("待发令");
  expect(line.find("svg text").text()).toBe("食");
  expect(line.attributes("aria-label")).toBe("外卖餐品有异物, #3310, 催办, 待发令");
});

it("counts up once overdue, as a filled disc", () => {
  const line = row(90_000);
  expect(line.classes()).toContain("u-breach");
  expect(line.find("[role=timer]").text()).toBe("+00:30");
  expect(line.find("circle.arc").exists()).toBe(false);
  expect(line.find("svg").classes()).toContain("pulse");
});
