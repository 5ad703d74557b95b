import { expect, it } from "vitest";
import { venueCodeIn } from "./venueCode";

const CODE = "0f8fad5b-d9cb-469f-a165-70867728950e";

it("finds the code alone, in an address, and however it is written", () => {
  for (const text of [CODE, `https://opsmap.example/v/${CODE}?from=poster`, ` ${CODE.toUpperCase()}\n`])
    expect(venueCodeIn(text)).toBe(CODE);
});

it("takes no other code for a venue's", () => {
  for (const text of ["", "https://example.org/pay?id=123", "6901234567892"])
    expect(venueCodeIn(text)).toBeUndefined();
});
