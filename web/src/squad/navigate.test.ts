import { expect, it } from "vitest";
import { metresBetween } from "@/map/metres";
import { amapRoute, distanceText } from "./navigate";

it("hands AMap its own datum, about 580 m from ours in Changzhi", () => {
  const here = { lon: 113.1163, lat: 36.1954 };
  const url = new URL(amapRoute(here, "英雄中路,143 号"));
  const [lon, lat, name] = (url.searchParams.get("to") ?? "").split(",");
  const shift = metresBetween(here, { lon: Number(lon), lat: Number(lat) });
  expect(shift).toBeGreaterThan(540);
  expect(shift).toBeLessThan(610);
  expect(name).toBe("英雄中路 143 号");
  expect(url.searchParams.get("coordinate")).toBe("gaode");
});

it.each([
  [1234, "1.2 km"],
  [996, "1000 m"],
  [348, "350 m"],
])("says %s metres as %s", (metres, text) => expect(distanceText(metres)).toBe(text));
