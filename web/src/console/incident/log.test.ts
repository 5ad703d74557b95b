import { expect, it } from "vitest";
import type { TimelineEntry } from "@/api/shapes";
import { wordsOf } from "./log";

const entry = (type: string, facts: Record<string, unknown>) => ({ type, facts }) as TimelineEntry;

it.each([
  [
    "incident-opened",
    { reason: "多人聚集", cases: [{ no: "CZ20231003-000007" }, { no: "CZ20231003-000012" }] },
    "#7 #12 · 多人聚集",
  ],
  ["incident-case-added", { case: { no: "CZ20231003-000021" } }, "#21"],
  ["incident-case-removed", { no: "CZ20231003-000021", reason: "另案处理" }, "#21 · 另案处理"],
  ["commander-named", { squad: { id: "x", code: "壶关04" } }, "壶关04"],
  ["representatives-named", { cases: [{ no: "CZ20231003-000007" }] }, "#7"],
  [
    "departments-alerted",
    { departments: [{ name: "公安" }, { name: "文旅" }], text: "请到场" },
    "公安、文旅 · 请到场",
  ],
  ["shared-reply-set", { text: "全额退费" }, "全额退费"],
  ["incident-closed", { summary: "景区致歉" }, "景区致歉"],
])("%s is said in words", (type, facts, words) => expect(wordsOf(entry(type, facts))).toBe(words));
