import { expect, it } from "vitest";
import { outline, polygonIn } from "./border";

const ring: [number, number][] = [
  [113.0, 36.0],
  [113.02, 36.0],
  [113.02, 36.01],
  [113.0, 36.0],
];
const polygon = { type: "Polygon", coordinates: [ring] };

it.each([
  ["a polygon", polygon],
  ["a feature", { type: "Feature", properties: {}, geometry: polygon }],
  [
    "a collection",
    {
      type: "FeatureCollection",
      features: [
        { type: "Feature", geometry: null },
        { type: "Feature", geometry: polygon },
      ],
    },
  ],
  ["several polygons", { type: "MultiPolygon", coordinates: [[ring], []] }],
])("finds the polygon in %s", (_, said) => expect(polygonIn(said)).toEqual(polygon));

it.each([
  [null],
  [7],
  [{}],
  [{ type: "Point", coordinates: [113, 36] }],
  [{ type: "FeatureCollection", features: [] }],
])("finds none in %j", (said) => expect(polygonIn(said)).toBeUndefined());

it("draws it as broad as it is on the ground", () => {
  const drawn = outline({
    properties: { adcode: "14040G", name: "高新区" },
    geometry: { type: "Polygon", coordinates: [ring] },
  });
  expect(drawn.points).toBe(4);
  expect(drawn.height).toBeCloseTo(100 / (2 * Math.cos((36 * Math.PI) / 180)), 0);
  expect(drawn.path.startsWith("M0.00 ")).toBe(true);
});
