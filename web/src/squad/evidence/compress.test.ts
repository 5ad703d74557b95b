import { describe, expect, it } from "vitest";
import { fit, LARGEST, within } from "./compress";

/** An encoder whose files grow with pixels and quality, as a camera picture's do. */
const encoder = (bytesPerPixel: number) => {
  const tried: string[] = [];
  const encode = async ({ width, height }: { width: number; height: number }, quality: number) => {
    tried.push(`${width}x${height}@${quality}`);
    return { size: width * height * quality * bytesPerPixel };
  };
  return { tried, encode };
};

describe("a photo for a weak network", () => {
  it("is sent in one go when it is small enough", async () => {
    const { tried, encode } = encoder(0.1);
    await fit({ width: 4000, height: 3000 }, encode);
    expect(tried).toEqual(["1920x1440@0.82"]);
  });
  it("loses quality first, then pixels, until it is under the limit", async () => {
    const { tried, encode } = encoder(0.4);
    expect((await fit({ width: 4000, height: 3000 }, encode)).size).toBeLessThanOrEqual(LARGEST);
    expect(tried.slice(0, 5)).toEqual([
      "1920x1440@0.82",
      "1920x1440@0.72",
      "1920x1440@0.62",
      "1920x1440@0.5",
      "1440x1080@0.82",
    ]);
  });
  it("comes to an end with a picture that cannot be made small", async () => {
    const { encode } = encoder(1_000);
    expect((await fit({ width: 4000, height: 3000 }, encode)).size).toBeGreaterThan(LARGEST);
  });
  it("is never enlarged", () => {
    expect(within({ width: 640, height: 480 }, 1920)).toEqual({ width: 640, height: 480 });
    expect(within({ width: 3000, height: 4000 }, 1920)).toEqual({ width: 1440, height: 1920 });
  });
});
