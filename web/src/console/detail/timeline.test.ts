import { afterEach, expect, it } from "vitest";
import type { TimelineEntry } from "@/api/shapes";
import { recordWords } from "@/words/record";
import { setLocale } from "@/words/words";
import { badges, heading, receiptOf, saying } from "./timeline";

const entry = (type: string, facts: Record<string, unknown>, more: Partial<TimelineEntry> = {}) =>
  ({ type, facts, at: "2026-11-23T01:00:00Z", ...more }) as TimelineEntry;
const codeOf = (id: string) => (id === "s5" ? "潞州05" : undefined);
const says = (type: string, facts: Record<string, unknown>) => saying(entry(type, facts), codeOf);
afterEach(() => setLocale("zh-CN"));

/** Every event of the procedure, as the server's event table lists them. */
const EVENTS =
  `case-received triage-started opinion-given fast-decided normal-decided directive-issued directive-recalled
  directive-received directive-declined squad-responded squad-en-route arrived-on-scene scene-finished case-routed
  handling-unit-signed first-reply-sent complaint-accepted mediation-started mediation-agreed case-closed feedback-sent
  return-visited case-archived directive-reassigned directive-cancelled directive-activated directive-preempted case-split consultation-answered case-located
  materials-requested materials-received complainant-unreachable pre-settlement-started self-settled
  pre-settlement-failed returned-for-jurisdiction return-taken-in re-reply-sent refusal-proposed complaint-not-accepted
  proposal-sent-back appraisal-started appraisal-ended recusal-requested recusal-decided ending-proposed mediation-ended
  ended-notified clue-found extension-proposed verification-extended verification-paused verification-resumed
  report-filed report-not-filed reporter-informed review-opened review-finished case-reopened complaint-withdrawn
  transferred-out publicity-proposed publicity-decided case-merged child-joined case-linked case-unlinked
  case-taken-over case-classified complainant-corrected acceptance-told supervision-declined supervision-requested supervision-opened supervision-replied supervision-closed jurisdiction-disputed
  dispute-escalated dispute-settled card-issued card-acknowledged card-replied clock-set clock-passed`.split(
    /\s+/,
  );

it("has words for every event", () => {
  for (const type of EVENTS) expect(recordWords.has(`event.${type}`), type).toBe(true);
});

it("says what happened in an official's words", () => {
  expect(heading(entry("arrived-on-scene", {}))).toBe("到达现场");
  expect(heading(entry("clock-passed", { clock: "C2", step: "breach" }))).toBe("分队回应 · 超时");
  expect(heading(entry("clock-passed", { clock: "L1", step: "breach", holder: "station" }))).toBe(
    "受理决定 · 超时（市场监管所）",
  );
  expect(says("complaint-accepted", { channel: "电话", toldAt: "2026-11-23T01:00:00Z" })).toContain(
    "电话告知",
  );
  expect(says("complaint-accepted", { tellLater: true })).toContain("待告知投诉人");
  expect(says("clock-passed", { clock: "C1", step: "breach", unit: "s5" })).toBe("潞州05");
  expect(says("clock-passed", { clock: "L1", step: "breach", unit: "城区所" })).toBe("城区所");
  expect(says("clock-passed", { clock: "C1", unit: "b1db1732-a128-670f-b20e-92c822b5c123" })).toBe("");
  expect(says("case-classified", { industry: 1, grade: 2 })).toContain("2 级");
  expect(heading(entry("card-issued", { card: "urging", clock: "L2" }))).toBe("催办卡 · 调解");
  expect(heading(entry("something-new", {}))).toBe("something-new");
});

it("adds only the facts a reader needs", () => {
  expect(says("directive-issued", { no: "ZL-7", squad: "s5", receipt: { at: 1 } })).toBe("潞州05 · ZL-7");
  expect(says("squad-responded", { mode: "onSite", text: "20 分钟后到" })).toBe("赶赴现场 · 20 分钟后到");
  expect(says("fast-decided", { situations: [1, 3] })).toBe("当场投诉、外地消费者");
  expect(says("case-closed", { outcome: "mediatedOnScene", recoveredAmount: 1860 })).toBe(
    "现场调解成功 · ¥1860",
  );
});

it("keeps who was considered with the directive, and only there", () => {
  const receipt = { chosen: "s5", considered: 12, candidates: [{ squadId: "s5", code: "潞州05" }] };
  expect(receiptOf(entry("directive-issued", { receipt }))).toBe(receipt);
  expect(receiptOf(entry("directive-reassigned", { receipt }))).toBe(receipt);
  expect(receiptOf(entry("directive-issued", { receipt: { at: 1 } }))).toBeUndefined();
  expect(receiptOf(entry("directive-issued", {}))).toBeUndefined();
  expect(receiptOf(entry("case-closed", { receipt }))).toBeUndefined();
});

it("reads the law, the returns and the reviews in one line each", () => {
  expect(says("refusal-proposed", { ground: "N2", reasons: "法院已判决" })).toBe(
    "N2 其他机关、法院、仲裁或消协已受理或处理 · 第十六条第（二）项 · 法院已判决",
  );
  expect(says("returned-for-jurisdiction", { reason: "notOurDuty", text: "属上党区", hop: 1 })).toBe(
    "不属本职 · 属上党区 · 第 1 次退单",
  );
  expect(says("re-reply-sent", { unit: "上党区局", text: "已电话告知" })).toBe("上党区局 · 已电话告知");
  expect(says("re-reply-sent", { refused: true, text: "已告知" })).toBe("将作不予受理处理 · 已告知");
  expect(says("clock-set", { clock: "L1", due: "2026-10-13T16:00:00Z", provisional: true })).toBe(
    "2026/10/13 到期（暂定）",
  );
  expect(
    says("return-visited", { reached: true, processScore: 5, resultScore: 2, comment: "退款偏少" }),
  ).toBe("过程 5 分 · 结果 2 分 · 退款偏少");
  expect(says("return-visited", { reached: false, attempts: 3 })).toBe("未接通 · 拨打 3 次");
  expect(
    says("supervision-opened", {
      mode: "joint",
      unit: "英雄中路所",
      reason: "群访",
      due: "2026-11-25T01:00:00Z",
    }),
  ).toContain("联办 · 英雄中路所 · 群访");
  setLocale("en");
  expect(says("case-reopened", { reason: "notPerformed", text: "no refund", cycle: 2 })).toBe(
    "Not performed · no refund · cycle 2",
  );
});

it("marks what came late from the field and what was entered for the squad", () => {
  expect(badges(entry("squad-en-route", {}, { occurredAt: "2026-11-23T00:40:00Z" }))).toEqual(["lateSync"]);
  expect(badges(entry("squad-en-route", { onBehalf: true }, { occurredAt: "2026-11-23T00:59:58Z" }))).toEqual(
    ["onBehalf"],
  );
  expect(badges(entry("clock-passed", { late: true }))).toEqual(["late"]);
});
