import { describe, expect, it } from "vitest";
import { byTrade, percentText, ranked, rounded, signed, wan } from "./figures";

const rate = (met: number, due: number) => ({ met, due });

describe("rates", () => {
  it.each([
    [97, 126, "76.98"],
    [107, 136, "78.68"],
    [115, 153, "75.16"],
    [85, 167, "50.90"],
    [146, 146, "100"],
    [0, 3, "0"],
  ])("of %s in %s are %s", (met, due, text) => expect(percentText(rate(met, due))).toBe(text));
  it("without anything due are no figure", () => {
    expect(percentText(rate(0, 0))).toBe("—");
    expect(percentText(undefined)).toBe("—");
  });
});

it.each([
  [0.125, 2, 0.13],
  [-0.125, 2, -0.13],
  [1.005, 2, 1.01],
  [14.875, 1, 14.9],
])("%s rounds to %s places as %s", (value, digits, expected) =>
  expect(rounded(value, digits)).toBe(expected),
);

it.each([
  [8_010_369, "801.0369"],
  [1860.5, "0.186"],
  [36_299.99, "3.6299"],
  [0.99, "0"],
  [10_000, "1"],
  [1_000_000, "100"],
])("%s yuan are %s 万元, cut and never rounded up", (yuan, text) => expect(wan(yuan)).toBe(text));

it("changes carry their sign", () => expect([6, 0, -3].map(signed)).toEqual(["+6", "0", "−3"]));

describe("the ranking", () => {
  const county = (code: string, response = rate(0, 0), received = 0, squadsOnDuty = 0) => ({
    code,
    name: code,
    received,
    response,
    squadsFree: 0,
    squadsOnDuty,
  });
  it("puts the better rate first, then the one with more behind it, then those without a rate", () => {
    const order = ranked([
      county("140403", rate(9, 10)),
      county("140404", rate(0, 0), 2),
      county("140405", rate(1, 1)),
      county("140406", rate(5, 5)),
      county("140423"),
    ]);
    expect(order.map((c) => c.code)).toEqual(["140406", "140405", "140403", "140404", "140423"]);
  });
  it("lists a zone only when there is something to say of it", () => {
    expect(ranked([county("14040G"), county("14040J", rate(0, 0), 1)]).map((c) => c.code)).toEqual([
      "14040J",
    ]);
  });
});

it("lists all ten trades, the busiest first", () => {
  const trades = byTrade({ "6": 31, "1": 28 });
  expect(trades).toHaveLength(10);
  expect(trades.slice(0, 3)).toEqual([
    { industry: 6, count: 31 },
    { industry: 1, count: 28 },
    { industry: 2, count: 0 },
  ]);
});
