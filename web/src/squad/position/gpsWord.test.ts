import { describe, expect, it } from "vitest";
import { gpsWord } from "./gpsWord";

describe("a phone without positions", () => {
  it("says so once, and again only after it had some", async () => {
    const said: string[] = [];
    const word = gpsWord(async (gps) => said.push(gps));
    await word.follow("starting");
    await word.follow("denied");
    await word.tell();
    await word.follow("denied");
    expect(said).toEqual(["denied"]);
    await word.follow("live");
    await word.follow("unavailable");
    expect(said).toEqual(["denied", "off"]);
  });

  it("says it again until it got through", async () => {
    let reached = false;
    const said: string[] = [];
    const word = gpsWord(async (gps) => {
      if (!reached) throw new TypeError("no network");
      said.push(gps);
    });
    await word.follow("denied");
    await word.tell();
    expect(said).toEqual([]);
    reached = true;
    await word.tell();
    expect(said).toEqual(["denied"]);
  });
});
