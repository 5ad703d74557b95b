import { describe, expect, it } from "vitest";
import { systemOf, topicAtStart, topicFor } from "./topics";

const WECHAT = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 MicroMessenger/8.0.50";
const CHROME = "Mozilla/5.0 (Linux; Android 14; K) AppleWebKit/537.36 Chrome/131.0 Mobile";

describe("help", () => {
  it("opens by itself where the page cannot do its work", () => {
    expect(topicAtStart(true, CHROME)).toBeUndefined();
    expect(topicAtStart(false, CHROME)).toBe("insecure");
    expect(topicAtStart(true, WECHAT)).toBe("wechat");
    expect(topicFor("denied")).toBe("denied");
    expect(topicFor("paused")).toBeUndefined();
  });
  it("begins with the steps of this phone", () => {
    expect(systemOf(CHROME)).toBe("android");
    expect(systemOf("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X)")).toBe("ios");
    expect(systemOf("Mozilla/5.0 (Phone; OpenHarmony 5.0) ArkWeb/4.1")).toBe("harmony");
  });
});
