import { describe, expect, it } from "vitest";
import { decodeFrame, frameBytes } from "./frame";

function encode(squads: number[][], flags = 0) {
  const view = new DataView(new ArrayBuffer(12 + squads.length * 16));
  view.setUint8(0, 1);
  view.setUint8(1, flags);
  view.setUint16(2, squads.length, true);
  view.setFloat64(4, 1_795_000_000_000, true);
  squads.forEach(([slot = 0, lon = 0, lat = 0, heading = 0, speed = 0, acc = 0, flag = 0, age = 0], i) => {
    const at = 12 + i * 16;
    view.setUint16(at, slot, true);
    view.setInt32(at + 2, lon, true);
    view.setInt32(at + 6, lat, true);
    new Uint8Array(view.buffer, at + 10).set([heading, speed, acc, flag, age, 0]);
  });
  return new Uint8Array(view.buffer);
}

describe("a position frame", () => {
  it("is read record by record", () => {
    const frame = decodeFrame(encode([[60, 113_105_280, 36_183_890, 45, 25, 3, 1, 7]], 1));
    expect(frame).toEqual({
      serverNow: 1_795_000_000_000,
      coarse: true,
      positions: [
        {
          slot: 60,
          lon: 113.10528,
          lat: 36.18389,
          heading: 90,
          speed: 12.5,
          accuracy: 12,
          suspicious: true,
          fixAt: 1_794_999_993_000,
          old: false,
        },
      ],
    });
  });
  it("knows an absent heading and an age that did not fit", () => {
    const [position] = decodeFrame(encode([[1, 1, 1, 255, 0, 0, 0, 255]]))?.positions ?? [];
    expect(position && "heading" in position).toBe(false);
    expect(position?.old).toBe(true);
  });
  it("survives a view into a larger buffer", () => {
    const inner = encode([[7, -1_000_000, 2_000_000]]);
    const outer = new Uint8Array(inner.length + 5);
    outer.set(inner, 5);
    expect(decodeFrame(outer.subarray(5))?.positions[0]).toMatchObject({ slot: 7, lon: -1, lat: 2 });
  });
  it("of another format or cut short is refused", () => {
    const bytes = encode([[1], [2]]);
    expect(decodeFrame(bytes.subarray(0, 40))).toBeUndefined();
    expect(decodeFrame(bytes.subarray(0, 3))).toBeUndefined();
    bytes[0] = 2;
    expect(decodeFrame(bytes)).toBeUndefined();
  });
  it("arrives as bytes or as base64", () => {
    const bytes = encode([[9, 5, 6]]);
    const text = btoa(String.fromCharCode(...bytes));
    expect(decodeFrame(frameBytes(text))).toEqual(decodeFrame(frameBytes(bytes)));
  });
});
