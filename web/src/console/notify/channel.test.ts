import { describe, expect, it } from "vitest";
import type { Channel } from "@/api/notify";
import { draftOf, resultOf, saidOf, toggled } from "./channel";

const channel: Channel = {
  id: "c",
  kind: "dingTalk",
  name: "值班群",
  county: "1404",
  host: "oapi.dingtalk.com",
  hasSecret: true,
  phones: ["139****5678"],
  perMinute: 20,
  enabled: true,
  complainants: false,
  waiting: 0,
  version: 3,
};

describe("a channel as it is typed", () => {
  it("keeps what is left empty, and never sends masked phones back", () => {
    const said = saidOf(draftOf(channel), channel);
    expect(said).toEqual({
      kind: "dingTalk",
      name: "值班群",
      county: "1404",
      perMinute: 20,
      enabled: true,
      complainants: false,
    });
  });
  it("is off when it is new", () => {
    const said = saidOf(
      {
        ...draftOf(undefined),
        name: " 短信 ",
        url: " https://sms.example/send ",
        phones: "13900000001，13900000002",
      },
      undefined,
    );
    expect(said).toMatchObject({
      name: "短信",
      url: "https://sms.example/send",
      phones: ["13900000001", "13900000002"],
      enabled: false,
      complainants: false,
    });
    expect(said).not.toHaveProperty("secret");
  });
  it("is turned over without its secrets", () => {
    expect(toggled(channel)).toEqual({
      kind: "dingTalk",
      name: "值班群",
      county: "1404",
      perMinute: 20,
      enabled: false,
      complainants: false,
    });
  });
  it("texts complainants only as an SMS gateway, and goes on doing so when it is turned over", () => {
    const sms: Channel = { ...channel, kind: "sms", complainants: true };
    expect(saidOf(draftOf(sms), sms).complainants).toBe(true);
    expect(saidOf({ ...draftOf(sms), kind: "voice" }, undefined).complainants).toBe(false);
    expect(toggled(sms).complainants).toBe(true);
  });
});

describe("what came of a message", () => {
  it.each([
    [{ ok: true, result: "errcode-0", ms: 84 }, "成功 84 毫秒"],
    [{ ok: false, result: "errcode-310000", ms: 9 }, "失败：签名不符（310000）"],
    [{ ok: false, result: "http-502", ms: 9 }, "失败：HTTP 502"],
    [{ ok: false, result: "timeout" }, "失败：超时"],
    [{}, "发送中"],
    [{ result: "no-mobile" }, "未发送：留存号码不能接收短信"],
  ])("%j", (line, words) => expect(resultOf(line)).toBe(words));
});
