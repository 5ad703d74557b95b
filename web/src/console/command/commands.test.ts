import { afterEach, describe, expect, it } from "vitest";
import type { Candidate } from "@/api/advice";
import type { IncidentCard } from "@/api/incidents";
import type { CaseCard, SquadCard } from "@/api/shapes";
import type { Row } from "@/live/queue";
import { setLocale } from "@/words/words";
import { complete } from "./commands";
import { parse } from "./line";
import { matches } from "./match";
import type { Desk } from "./orders";

const row = (no: number, title: string, county = "140403"): Row => ({
  card: { id: `c${no}`, no: `CZ20261123-00${no}`, title, county, place: "英雄中路" } as CaseCard,
  stage: "dispatch",
  countdown: undefined,
  urgency: "ok",
});
const squad = (code: string, county = "140403", state = "available") =>
  ({ id: `s-${code}`, code, county, state }) as SquadCard;
const candidate = (code: string) => ({ squadId: `s-${code}`, code }) as Candidate;

const rows = [
  row(3310, "外卖餐品有异物"),
  row(3312, "预付卡商家拒绝退费"),
  row(3303, "酒店取消订单", "140404"),
];
const desk: Desk = {
  rows,
  squads: [
    squad("潞州05"),
    squad("潞州06"),
    squad("潞州09"),
    squad("潞州12", "140403", "onScene"),
    squad("上党01", "140404"),
  ],
  selected: rows[0],
  candidates: [candidate("潞州05"), candidate("潞州06")],
  actions: [
    { command: "accept", allowed: true },
    { command: "decide-normal", allowed: true },
    { command: "first-reply", allowed: true },
    { command: "route", allowed: false, code: "not-now", why: "当前环节不能分流" },
    { command: "send-to-presettlement", allowed: true },
    { command: "transfer-out", allowed: false, code: "wrong-role", why: "您的岗位无权" },
    { command: "end-mediation", allowed: false, code: "not-now", why: "尚未调解" },
  ],
  incidents: [{ id: "i1", title: "八泉峡退费", cases: [{}, {}] } as unknown as IncidentCard],
  places: [{ name: "八泉峡景区", lon: 113.5, lat: 35.9 }],
  hint: {
    candidate: () => "近",
    squad: (s) => s.state,
    busy: (s) => `${s.state} ${s.caseNo}`,
    why: () => "须写明理由",
    row: (r) => r.card.title,
    verb: (v) => v,
    merchant: (n) => `${n} 件`,
    place: () => "地点",
    incident: (i) => `${i.cases.length} 件`,
    drawUp: () => "启动",
  },
};
const texts = (line: string) => complete(line, desk).map((c) => c.text);
const first = (line: string) => complete(line, desk)[0]?.order;
afterEach(() => setLocale("zh-CN"));

it("writes a completion in the page's language, and reads it back as the same order", () => {
  const order = first("派 3310 潞州05");
  expect(texts("派 3310 潞州05")).toEqual(["派 3310 潞州05"]);
  setLocale("en");
  expect(texts("派 3310 潞州05")).toEqual(["d 3310 潞州05"]);
  expect(texts("派 3310 潞州05").map(first)).toEqual([order]);
});

describe("a typed line", () => {
  it.each([
    ["派 3310 潞州05", { verb: "dispatch", words: ["3310", "潞州05"] }],
    ["派3310", { verb: "dispatch", words: ["3310"] }],
    ["D 05", { verb: "dispatch", words: ["05"] }],
    ["定 潞州03", { verb: "locate", words: ["潞州03"] }],
    ["外卖", { verb: undefined, words: ["外卖"] }],
    ["定金不退", { verb: undefined, words: ["定金不退"] }],
    ["drug", { verb: undefined, words: ["drug"] }],
  ])("%s is read as %o", (line, read) => expect(parse(line)).toEqual(read));
});

describe("群", () => {
  it("shows an open incident, or opens one from the case in hand or the one named", () => {
    expect(texts("群")).toEqual(["群 八泉峡退费", "群 3310"]);
    expect(first("qun 退费")).toEqual({ do: "incident", id: "i1" });
    expect(first("in 3312")).toEqual({ do: "drawUp", caseId: "c3312" });
    expect(texts("群 别处")).toEqual([]);
    expect(parse("群众投诉")).toEqual({ verb: undefined, words: ["群众投诉"] });
  });
  it("does not open a second one around a case that is in one", () => {
    const [card] = rows;
    const inOne = { ...desk, selected: { ...card, card: { ...card?.card, incident: "i1" } } as Row };
    expect(complete("群", inOne).map((c) => c.text)).toEqual(["群 八泉峡退费"]);
  });
});

describe("派", () => {
  it("offers the recommended squads of the selected case in their order", () => {
    expect(texts("派 ")).toEqual(["派 3310 潞州05", "派 3310 潞州06"]);
    expect(first("派 ")).toEqual({ do: "dispatch", caseId: "c3310", squadId: "s-潞州05" });
  });
  it("finds another free squad by name, never a busy one", () => {
    expect(texts("派 9")).toEqual(["派 3310 潞州09"]);
    expect(texts("派 潞州12")).toEqual([]);
  });
  it("for a case that is not selected offers its own county's free squads", () => {
    expect(texts("派 3303")).toEqual(["派 3303 上党01"]);
    expect(first("派 3303 潞州05")).toEqual({ do: "dispatch", caseId: "c3303", squadId: "s-潞州05" });
  });
});

describe("派 to a squad that is out", () => {
  const at = (r: Row, lat: number): Row => ({ ...r, card: { ...r.card, lon: 113.1, lat } });
  const out = (code: string, state: string, caseId: string) =>
    ({ ...squad(code, "140403", state), crew: 2, caseId, caseNo: caseId.slice(1) }) as SquadCard;
  const here = at(rows[0] as Row, 36.2);
  const busy: Desk = {
    ...desk,
    rows: [here, at(rows[1] as Row, 36.3), at(row(3320, "同一商家"), 36.2005)],
    selected: here,
    squads: [squad("潞州05"), out("潞州12", "enRoute", "c3312"), out("潞州13", "onScene", "c3320")],
  };
  const said = (line: string) => complete(line, busy).map(({ text, barred }) => [text, barred]);
  const order = (line: string) => complete(line, busy)[0]?.order;

  it("offers its name with the ways that are open, and calling away only with a reason", () => {
    expect(said("派 12")).toEqual([
      ["派 3310 潞州12 排队", undefined],
      ["派 3310 潞州12 抢派", true],
    ]);
    expect(complete("派 12", busy).map((c) => c.hint)).toEqual(["enRoute 3312", "须写明理由"]);
    expect(complete("派 12", busy)[1]?.order).toEqual({ do: "barred", why: "须写明理由" });
  });
  it("offers 同场 first where both are at one place, and never calls away from a scene", () =>
    expect(said("派 潞州13")).toEqual([
      ["派 3310 潞州13 同场", undefined],
      ["派 3310 潞州13 排队", undefined],
    ]));
  it("takes the way as a word, begun, in pinyin or in letters", () => {
    const queued = { do: "dispatch", caseId: "c3310", squadId: "s-潞州12", whenBusy: "queue" };
    expect(order("派 3310 潞州12 排队")).toEqual(queued);
    expect(order("派 12 排")).toEqual(queued);
    expect(order("d 12 pd")).toEqual(queued);
    expect(order("派 13 tongchang")).toMatchObject({ squadId: "s-潞州13", whenBusy: "alongside" });
    expect(said("派 排队")).toEqual([
      ["派 3310 潞州13 排队", undefined],
      ["派 3310 潞州12 排队", undefined],
    ]);
    expect(said("派 5 排队")).toEqual([]);
  });
  it("calls away with the reason that follows", () => {
    expect(said("派 12 抢派 有人受伤 速去")).toEqual([["派 3310 潞州12 抢派 有人受伤 速去", undefined]]);
    expect(order("派 12 抢派 有人受伤")).toEqual({
      do: "dispatch",
      caseId: "c3310",
      squadId: "s-潞州12",
      whenBusy: "preempt",
      reason: "有人受伤",
    });
  });
  it("改 says it the same way", () =>
    expect(order("改 12 排队")).toMatchObject({ do: "reassign", squadId: "s-潞州12", whenBusy: "queue" }));
  it("shows no busy squad before one is named", () =>
    expect(said("派 ").map(([text]) => text)).toEqual(["派 3310 潞州05", "派 3310 潞州06"]));
});

describe("the other verbs", () => {
  it("撤 withdraws with its reason", () =>
    expect(first("撤 3312 已自行和解")).toEqual({ do: "withdraw", caseId: "c3312", reason: "已自行和解" }));
  it("定 finds a squad, or the selected case", () => {
    expect(first("定 上党")).toEqual({ do: "locateSquad", squadId: "s-上党01" });
    expect(first("定")).toEqual({ do: "locateCase", caseId: "c3310" });
  });
  it("筛 filters by words, empty clears", () => {
    expect(first("筛 食品 临期")).toEqual({ do: "filter", words: ["食品", "临期"] });
    expect(first("筛")).toEqual({ do: "filter", words: [] });
  });
  it("班 opens the roster, 通 the channels", () => {
    expect([first("班"), first("du"), first("通"), first("tong")].map((order) => order?.do)).toEqual([
      "duty",
      "duty",
      "notify",
      "notify",
    ]);
    expect(first("通知")?.do).not.toBe("notify");
  });
  it("交 opens the handover sheet", () => expect(first("交")).toEqual({ do: "handover" }));
  it("受 and 回 act on the named or the selected case", () => {
    expect(first("受 3312")).toEqual({ do: "act", caseId: "c3312", command: "accept" });
    expect(first("回")).toEqual({ do: "act", caseId: "c3310", command: "first-reply" });
  });
  it("新 opens a new complaint", () => expect(first("新")).toEqual({ do: "new" }));
});

describe("the actions of a case", () => {
  it("take what the server allows first and say why the rest is closed", () => {
    expect(complete("转", desk).map(({ text, hint, barred }) => [text, hint, barred])).toEqual([
      ["普 3310 转普通程序", "外卖餐品有异物", undefined],
      ["和 3310 转先行和解", "外卖餐品有异物", undefined],
      ["分 3310 分流", "当前环节不能分流", true],
    ]);
    expect(first("zhong")).toEqual({ do: "barred", why: "尚未调解" });
  });
  it("answer to pinyin, letters and their names", () => {
    expect(first("shou 3312")).toEqual({ do: "act", caseId: "c3312", command: "accept" });
    expect(first("h")).toEqual({ do: "act", caseId: "c3310", command: "first-reply" });
    expect(first("退3303")).toEqual({ do: "act", caseId: "c3303", command: "return" });
    expect(first("先行和解")).toMatchObject({ do: "act", command: "send-to-presettlement" });
  });
  it("never take a word of a complaint for a key", () => {
    expect(first("退费")).toEqual({ do: "select", caseId: "c3312" });
    expect(first("预付卡")).toEqual({ do: "select", caseId: "c3312" });
  });
});

describe("plain words", () => {
  it("jump to a case by number, then squads, then text", () => {
    expect(first("3312")).toEqual({ do: "select", caseId: "c3312" });
    expect(first("潞州06")).toEqual({ do: "locateSquad", squadId: "s-潞州06" });
    expect(first("异物")).toEqual({ do: "select", caseId: "c3310" });
    expect(complete("查无此事", desk)).toEqual([]);
  });
  it("jump to a place, and list a merchant's cases", () => {
    expect(first("八泉")).toEqual({ do: "look", at: { lon: 113.5, lat: 35.9 }, name: "八泉峡景区" });
    const shop = { ...desk, rows: rows.map((r) => ({ ...r, card: { ...r.card, respondent: "金威超市" } })) };
    expect(complete("金威", shop)[0]).toEqual({
      text: "金威超市",
      hint: "3 件",
      order: { do: "merchant", name: "金威超市" },
    });
  });
  it("an empty line shows what can be said", () =>
    expect(complete("", desk).map((c) => c.hint)).toEqual([
      "dispatch",
      "locate",
      "withdraw",
      "filter",
      "incident",
      "handover",
      "duty",
      "notify",
      "new",
    ]));
  it("squad numbers may be said without the zero", () => {
    expect(matches("潞州05", "5")).toBe(true);
    expect(matches("潞州05", "潞州5")).toBe(true);
    expect(matches("潞州15", "潞州5")).toBe(false);
  });
});
