import { describe, expect, it } from "vitest";
import type { Venue } from "./geodata";
import { venueFeatures } from "./venues";

const gorge: Venue = {
  id: "1",
  county: "140427",
  name: "八泉峡景区",
  kind: "scenic",
  place: "大峡谷镇",
  point: { lon: 113.5676, lat: 35.9514 },
  approx: true,
  demo: true,
};

describe("venues on the map", () => {
  it("stand where they are and say when they are a demonstration", () => {
    const [shown, real] = venueFeatures(
      [gorge, { ...gorge, name: "真实市场", demo: false }],
      "演示",
    ).features;
    expect(shown?.properties.label).toBe("八泉峡景区 · 演示");
    expect(shown?.geometry.coordinates).toEqual([113.5676, 35.9514]);
    expect(real?.properties.label).toBe("真实市场");
  });
});
