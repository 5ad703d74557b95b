import { expect, it } from "vitest";
import { draftOf, pointOf, profileOf } from "./squad";

it("takes a point as it was read off a map and hands it on in WGS-84", () => {
  expect(pointOf("113.1074", "36.1877", "wgs84")).toEqual({ lon: 113.1074, lat: 36.1877 });
  const amap = pointOf("113.1139", "36.1880", "gcj02");
  expect(amap.lon).toBeGreaterThan(113.1139 - 0.0075);
  expect(amap.lon).toBeLessThan(113.1139 - 0.005);
  const baidu = pointOf("113.1204", "36.1942", "bd09");
  expect(Math.abs(baidu.lon - amap.lon)).toBeLessThan(0.001);
});

it("leaves a slip to the server, which names the field", () => {
  expect(pointOf("", "36.1", "wgs84").lon).toBe(999);
  expect(pointOf("东经", "36.1", "gcj02")).toEqual({ lon: 999, lat: 999 });
  expect(pointOf("36.1", "113.1", "gcj02")).toEqual({ lon: 36.1, lat: 113.1 });
});

it("says of a squad what was typed and nothing else", () => {
  const draft = {
    ...draftOf(undefined, "140403"),
    name: "新分队",
    lon: "113.1",
    lat: "36.2",
    members: "王一、李二",
  };
  expect(profileOf(draft)).toEqual({
    name: "新分队",
    kind: "squad",
    capabilities: ["general"],
    base: { lon: 113.1, lat: 36.2 },
    members: ["王一", "李二"],
  });
});
