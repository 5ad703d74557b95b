import { expect, test } from "vitest";
import { point, shapes } from "./shapes";

test("what is on the map already is not drawn again, what changed or went is", () => {
  const drawn: GeoJSON.FeatureCollection[] = [];
  const map = {
    addSource: () => map,
    getSource: () => ({ setData: (data: GeoJSON.FeatureCollection) => drawn.push(data) }),
  } as unknown as Parameters<typeof shapes>[0];
  const draw = shapes(map, "squads");
  const here = { lon: 113.1, lat: 36.2 };

  draw([]);
  expect(drawn).toHaveLength(0);
  draw([point(here, { label: "潞州01" })]);
  draw([point(here, { label: "潞州01" })]);
  expect(drawn).toHaveLength(1);
  draw([point(here, { label: "潞州01 2分" })]);
  draw([]);
  expect(drawn.map(({ features }) => features.length)).toEqual([1, 1, 0]);
});
