import { afterEach, describe, expect, it } from "vitest";
import { glyph, named, shared } from "./shared";
import { fill, setLocale } from "./words";

afterEach(() => setLocale("zh-CN"));

const vocabularies = import.meta.glob<{ zh?: Record<string, string>; en?: Record<string, string> }>(
  "./*.*.ts",
  {
    eager: true,
  },
);

describe("words", () => {
  it("exist in both languages for every page, with the same placeholders", () => {
    const pages = Object.keys(vocabularies).filter((path) => path.endsWith(".zh.ts"));
    expect(pages).toContain("./shared.zh.ts");
    for (const page of pages) {
      const zh = vocabularies[page]?.zh ?? {};
      const en = vocabularies[page.replace(".zh.ts", ".en.ts")]?.en ?? {};
      expect(Object.keys(en).sort(), page).toEqual(Object.keys(zh).sort());
      for (const [key, text] of Object.entries(zh)) {
        expect((en[key]?.match(/\{\w+\}/g) ?? []).sort(), key).toEqual((text.match(/\{\w+\}/g) ?? []).sort());
        expect(text.trim(), key).not.toBe("");
      }
    }
  });
  it("follow the page's language", () => {
    expect(shared("urgency.breach")).toBe("超时");
    setLocale("en");
    expect(shared("urgency.breach")).toBe("Overdue");
  });
  it("fill in facts and leave unknown placeholders visible", () => {
    expect(fill("已派 {squad}", { squad: "潞州05" })).toBe("已派 潞州05");
    expect(fill("{a}{b}", { a: 1 })).toBe("1{b}");
  });
  it("name a code, or show the code itself", () => {
    expect(named("industry", 10)).toBe("产品质量");
    expect(named("industry", "unheard")).toBe("unheard");
    expect([1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map(glyph).join("")).toBe("食药械超索消车房价质");
    expect(glyph(undefined)).toBe("·");
  });
});
