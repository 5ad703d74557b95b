import { expect, it } from "vitest";
import type { TimelineEntry } from "@/api/shapes";
import { heading, saying } from "./timeline";

const entry = (type: string, facts: Record<string, unknown>) => ({ type, facts }) as TimelineEntry;
const codeOf = (id: string) => (id === "s5" ? "潞州05" : undefined);

it("says what happened in an official's words", () => {
  expect(heading(entry("arrived-on-scene", {}))).toBe("到达现场");
  expect(heading(entry("clock-passed", { clock: "C2", step: "breach" }))).toBe("分队回应 · 超时");
  expect(heading(entry("something-new", {}))).toBe("something-new");
});

it("adds only the facts a reader needs", () => {
  expect(saying(entry("directive-issued", { no: "ZL-7", squad: "s5", receipt: { at: 1 } }), codeOf)).toBe(
    "潞州05 · ZL-7",
  );
  expect(saying(entry("squad-responded", { mode: "onSite", text: "20 分钟后到" }), codeOf)).toBe(
    "赶赴现场 · 20 分钟后到",
  );
  expect(saying(entry("fast-decided", { situations: [1, 3] }), codeOf)).toBe("当场投诉、外地消费者");
  expect(saying(entry("case-closed", { outcome: "mediatedOnScene", recoveredAmount: 1860 }), codeOf)).toBe(
    "现场调解成功 · ¥1860",
  );
});
