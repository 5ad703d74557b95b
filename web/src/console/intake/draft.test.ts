import { describe, expect, it } from "vitest";
import {
  atCityTime,
  complainantOf,
  draftField,
  emptyDraft,
  faults,
  readCoordinates,
  registration,
} from "./draft";

const noon = new Date("2026-11-23T04:00:00Z");
const good = () => ({
  ...emptyDraft(),
  title: "外卖有异物",
  facts: "当日",
  place: "迎宾大道58号",
  name: "王某",
  phone: "13800001234",
});

describe("a draft", () => {
  it("is complete with title, facts, place and the complainant's name and phone", () => {
    expect(faults(good(), false)).toEqual([]);
    expect(faults(emptyDraft(), false).map((f) => f.field)).toEqual(["title", "facts", "place", "phone"]);
    expect(faults({ ...good(), place: "" }, true)).toEqual([]);
  });
  it("of a report may be anonymous", () => {
    expect(faults({ ...good(), kind: "report", name: "", phone: "" }, false)).toEqual([]);
  });
  it("with a malformed phone or amount names that field", () => {
    expect(faults({ ...good(), phone: "abc" }, false)).toEqual([{ field: "phone", word: "badPhone" }]);
    expect(faults({ ...good(), amount: "-3" }, false)).toEqual([{ field: "amount", word: "badAmount" }]);
    expect(faults({ ...good(), amount: "三百" }, false)).toEqual([{ field: "amount", word: "badAmount" }]);
  });
});

describe("the registration", () => {
  it("leaves out what was left empty and keeps the point as it was given, with its datum", () => {
    const sent = registration(good(), { lon: 113.11, lat: 36.18, datum: "gcj02" }, noon);
    expect(sent).toEqual({
      kind: "complaint",
      channel: "hotline12315",
      title: "外卖有异物",
      facts: "当日",
      place: "迎宾大道58号",
      point: { lon: 113.11, lat: 36.18 },
      datum: "gcj02",
    });
    expect(complainantOf(good())).toEqual({ name: "王某", phone: "13800001234" });
  });
  it("carries what form 1 asks besides, in the city's time, and the complainant's own data apart", () => {
    const draft = {
      ...good(),
      address: "长治市潞州区某小区",
      idNo: "140403199001011234",
      consentPublish: "no" as const,
      respondent: "某店",
      respondentAddress: "太行东街1号",
      platform: "某平台",
      orderNo: "A1",
      venue: "7e7d1c1e-0000-0000-0000-000000000001",
      occurredAt: "2026-11-22T18:30",
      receivedAt: "2026-11-20T09:00",
    };
    const sent = registration(draft, undefined, noon);
    expect(sent).toMatchObject({
      receivedAt: "2026-11-20T01:00:00.000Z",
      occurredAt: "2026-11-22T10:30:00.000Z",
      platform: "某平台",
      orderNo: "A1",
      venue: draft.venue,
      respondent: { name: "某店", address: "太行东街1号" },
    });
    expect(JSON.stringify(sent)).not.toContain("140403199001011234");
    expect(complainantOf(draft)).toEqual({
      name: "王某",
      phone: "13800001234",
      address: "长治市潞州区某小区",
      idNo: "140403199001011234",
      consentPublish: false,
    });
  });
  it("asks for the phone of whoever gives an address, and for the name of whose address is given", () => {
    expect(faults({ ...good(), kind: "report", phone: "", name: "", address: "某处" }, false)).toEqual([
      { field: "phone", word: "needComplainant" },
    ]);
    expect(faults({ ...good(), respondentAddress: "某处" }, false)).toEqual([
      { field: "respondent", word: "needRespondent" },
    ]);
    expect(draftField("complainant.idNo")).toBe("idNo");
    expect(draftField("receivedAt")).toBe("receivedAt");
  });
  it("takes a visitor's leaving time by the city's clock", () => {
    expect(atCityTime("20:40", noon)).toBe("2026-11-23T12:40:00.000Z");
    expect(atCityTime("08:00", noon)).toBe("2026-11-24T00:00:00.000Z");
  });
});

describe("pasted coordinates", () => {
  it.each([
    ["113.1053, 36.1839", { lon: 113.1053, lat: 36.1839 }],
    ["36.1839，113.1053", { lon: 113.1053, lat: 36.1839 }],
    ["113.1 36.2", { lon: 113.1, lat: 36.2 }],
  ])("%s", (text, point) => expect(readCoordinates(text)).toEqual(point));
  it("that are none are refused", () => {
    expect(readCoordinates("英雄中路")).toBeUndefined();
    expect(readCoordinates("113.1")).toBeUndefined();
    expect(readCoordinates("181, 91")).toBeUndefined();
  });
});

describe("a field the server names", () => {
  it.each([
    ["complainant.phone", "phone"],
    ["case.complainant.phone", "phone"],
    ["case.title", "title"],
    ["point", "place"],
    ["situations[0]", "situations"],
    ["unheard", undefined],
  ])("%s is %s here", (theirs, ours) => expect(draftField(theirs)).toBe(ours));
});
