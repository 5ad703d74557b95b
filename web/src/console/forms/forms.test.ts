import { afterEach, describe, expect, it } from "vitest";
import type { CaseDetail } from "@/api/shapes";
import { procedureWords as p } from "@/words/procedure";
import { setLocale } from "@/words/words";
import { KEYS } from "../command/keys";
import { asks, assemble as assembleFor, missing, startValues } from "./assemble";
import { type Given, optionsOf, type Values } from "./field";
import { endGrounds, groundText, refusalGrounds } from "./grounds";
import { barred, GROUPS, nextStep, offered } from "./offer";
import { FORMS } from "./table";

const detail = (allowed: string[], card: object = {}) =>
  ({
    card: { situations: [], legal: "pending", kind: "complaint", place: "英雄中路143号", ...card },
    actions: [
      ...allowed.map((command) => ({ command, allowed: true })),
      { command: "archive", allowed: false, code: "not-now", why: "当前不能归档" },
      { command: "ack-directive", allowed: false, code: "wrong-role", why: "您的岗位无权" },
      { command: "file-report", allowed: false, code: "wrong-kind", why: "不是举报" },
    ],
  }) as unknown as CaseDetail;
const given = (allowed: string[] = [], card: object = {}): Given => ({
  detail: detail(allowed, card),
  me: undefined,
});
const assemble = (command: string, values: Values, card: object = {}) =>
  assembleFor(command, values, given([], card));
afterEach(() => setLocale("zh-CN"));

/** Every command of the procedure that people may say, as the server lists them. */
const COMMANDS =
  `start-triage add-opinion decide-fast decide-normal issue-directive recall-directive ack-directive
  decline-directive respond depart arrive finish-scene route sign first-reply accept start-mediation agree close feedback
  return-visit archive reassign cancel-directive split answer locate ask-materials receive-materials record-unreachable
  send-to-presettlement settle-before fail-presettlement return take-in-return re-reply refuse approve send-back
  pause-for-appraisal resume-mediation request-recusal decide-recusal end-mediation notify-ended find-clue
  extend-verification pause-verification resume-verification file-report not-file inform-reporter finish-review reopen
  withdraw transfer-out decide-publicity merge take-over supervise reply-supervision close-supervision
  dispute-jurisdiction settle-dispute ack-card reply-card correct-complainant tell-acceptance
  answer-supervision-request`.split(/\s+/);

describe("the forms", () => {
  it("exist for every command, with words for it, its fields and its options in both languages", () => {
    expect(Object.keys(FORMS).sort()).toEqual([...COMMANDS].sort());
    for (const locale of ["zh-CN", "en"] as const) {
      setLocale(locale);
      for (const [command, fields] of Object.entries(FORMS)) {
        expect(p.has(`command.${command}`), command).toBe(true);
        for (const field of fields) {
          expect(p.has(`field.${field.label}`), `${command} ${field.label}`).toBe(true);
          for (const option of optionsOf(field, given())) {
            if (field.named) expect(field.named(option, given()), field.name).not.toBe(String(option));
            else expect(p.has(`option.${option}`), `${command} ${option}`).toBe(true);
          }
        }
      }
      if (locale === "zh-CN") continue;
      for (const command of COMMANDS) expect(p.named("command", command)).toMatch(/^[\x20-\x7e]+$/);
    }
  });
  it("stand in the menu and on the keyboard exactly once", () => {
    expect(Object.values(GROUPS).flat().sort()).toEqual([...COMMANDS].sort());
    expect(Object.keys(KEYS).sort()).toEqual([...COMMANDS].sort());
    const first = Object.values(KEYS).map(([key]) => key);
    expect(new Set(first).size).toBe(first.length);
  });
  it("start from what the case already says", () => {
    expect(startValues("decide-fast", given([], { situations: [1, 3] })).situations).toEqual([1, 3]);
    expect(startValues("first-reply", given()).accepted).toBe("pending");
    expect(
      startValues("reply-card", given([], { cards: [{ no: "TX-1", type: "reminder", clock: "L1" }] })).card,
    ).toBe("TX-1");
    expect(startValues("refuse", given()).remedies).toContain("第三十九条");
  });
  it("send the complainant's own data beside the command, and nothing of what was left empty", () => {
    expect(
      assemble("correct-complainant", {
        reason: "号码有误",
        "complainant.phone": " 13900001111 ",
        "complainant.name": "",
      }),
    ).toEqual({ type: "correct-complainant", reason: "号码有误", complainant: { phone: "13900001111" } });
  });
  it("accept by telephone and now unless something else is said", () => {
    const start = startValues("accept", given());
    expect(assemble("accept", start)).toEqual({ type: "accept", channel: "电话", tellLater: false });
    expect(assemble("accept", { ...start, tellLater: true })).toEqual({ type: "accept", tellLater: true });
  });
  it("ask by what channel and when a refusal is told as it is approved, and nothing for what is told to nobody", () => {
    const refusal = { proposal: { kind: "refusal" } };
    const start = startValues("approve", given([], refusal));
    expect(asks("approve", given([], refusal).detail.card)).toBe(true);
    expect(assemble("approve", start, refusal)).toEqual({ type: "approve", channel: "电话" });
    expect(assemble("approve", { ...start, channel: "书面", toldAt: "2026-11-25T09:00" }, refusal)).toEqual({
      type: "approve",
      channel: "书面",
      toldAt: "2026-11-25T01:00:00.000Z",
    });
    for (const kind of ["extension", "ending", "publicity"]) {
      const other = { proposal: { kind } };
      expect(asks("approve", given([], other).detail.card)).toBe(false);
      expect(assemble("approve", startValues("approve", given([], other)), other)).toEqual({
        type: "approve",
      });
    }
  });
  it("say by what channel the first reply went, and when the complainant was reached", () => {
    const start = startValues("first-reply", given([], { unit: "英雄中路所" }));
    expect(assemble("first-reply", start)).toMatchObject({ channel: "电话", handlingUnit: "英雄中路所" });
    expect(assemble("first-reply", { ...start, channel: "12315平台" }).channel).toBe("12315平台");
    expect(
      assemble("respond", { mode: "remote", text: "已联系", contactAt: "2026-11-25T09:00" }),
    ).toMatchObject({ contactAt: "2026-11-25T01:00:00.000Z" });
  });
  it("name what is missing", () => {
    expect(missing("decide-fast", { situations: [] }, given())).toBe("situations");
    expect(missing("cancel-directive", { reason: "  " }, given())).toBe("reason");
    expect(missing("close", { outcome: "mediated", text: "好", checklist: ["explained"] }, given())).toBe(
      "checklist",
    );
    expect(missing("accept", {}, given())).toBeUndefined();
    expect(missing("settle-before", { text: "退款", recoveredAmount: "约三百" }, given())).toBe(
      "recoveredAmount",
    );
  });
  it("ask a field only when another one calls for it", () => {
    expect(missing("re-reply", { refused: false, text: "已改由" }, given())).toBe("unit");
    expect(missing("re-reply", { refused: true, text: "不属管辖" }, given())).toBeUndefined();
    expect(assemble("re-reply", { refused: true, unit: "旧值", text: "不属管辖" })).toEqual({
      type: "re-reply",
      refused: true,
      text: "不属管辖",
    });
    expect(missing("return-visit", { reached: false }, given())).toBe("attempts");
    expect(missing("return-visit", { reached: true, processScore: 5 }, given())).toBe("resultScore");
  });
  it("send every value in its own type and leave out what was left empty", () => {
    expect(
      assemble("close", {
        outcome: "mediated",
        text: " 退款 ",
        recoveredAmount: "1,860.5",
        checklist: ["explained", "recorded", "passedOn", "handled"],
      }),
    ).toEqual({
      type: "close",
      outcome: "mediated",
      text: "退款",
      recoveredAmount: 1860.5,
      checklist: { explained: true, recorded: true, passedOn: true, handled: true },
    });
    expect(assemble("decide-normal", { note: " " })).toEqual({ type: "decide-normal" });
    expect(assemble("arrive", { remark: "对讲报到" })).toEqual({
      type: "arrive",
      how: "manual",
      remark: "对讲报到",
    });
    expect(
      assemble("supervise", { mode: "joint", reason: "群访", due: "2026-11-25T09:00", unit: "英雄中路所" }),
    ).toEqual({
      type: "supervise",
      mode: "joint",
      reason: "群访",
      due: "2026-11-25T01:00:00.000Z",
      unit: "英雄中路所",
    });
    expect(
      assemble("locate", { point: { lon: 113.1, lat: 36.2, datum: "gcj02" }, source: "manual" }),
    ).toEqual({
      type: "locate",
      point: { lon: 113.1, lat: 36.2 },
      datum: "gcj02",
      source: "manual",
    });
    expect(assemble("reassign", { squad: "s", reason: "更近", override: "跨区" })).toEqual({
      type: "reassign",
      squad: "s",
      reason: "更近",
      override: { reason: "跨区" },
    });
  });
});

describe("grounds of law", () => {
  it("cite the order that governs the case", () => {
    expect(refusalGrounds("r121")).toEqual(["N1", "N2", "N3", "N4", "N5", "N6", "N7"]);
    expect(refusalGrounds("r20")).not.toContain("N6");
    expect(endGrounds("r20")).not.toContain("E7");
    expect(groundText("N6")).toBe("N6 冒用他人名义，或拒不配合核验身份 · 第十六条第（六）项");
    expect(groundText("E4", "r20")).toContain("暂行办法第二十一条第（二）项");
    setLocale("en");
    expect(groundText("E5")).toContain("art. 23 (5)");
  });
});

describe("the actions offered", () => {
  it("are those the server allows, in groups, the next step apart", () => {
    const now = detail(["route", "add-opinion", "decide-fast", "issue-directive", "supervise"]);
    expect(offered(now)).toEqual([
      { group: "intake", commands: ["add-opinion", "decide-fast"] },
      { group: "fast", commands: ["issue-directive"] },
      { group: "routing", commands: ["route"] },
      { group: "oversight", commands: ["supervise"] },
    ]);
    expect(nextStep(now)).toBe("route");
    expect(nextStep(detail(["route", "decide-fast"], { situations: [1] }))).toBe("decide-fast");
    expect(nextStep(detail(["supervise"]))).toBeUndefined();
  });
  it("closed ones are listed with the server's reason; other posts' are only counted", () => {
    const shut = barred(detail([]));
    expect(shut.reasons).toEqual([{ why: "当前不能归档", commands: ["archive"] }]);
    expect(shut.others).toBe(1);
  });
});
