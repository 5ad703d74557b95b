import type { Sharing } from "./watch";

export type GpsWord = "off" | "denied";

const WORD: Partial<Record<Sharing, GpsWord>> = { denied: "denied", unavailable: "off", insecure: "off" };

/** Says once that this phone has no positions to give, and again until it got through; the next position takes it back. */
export function gpsWord(say: (gps: GpsWord) => Promise<unknown>) {
  let word: GpsWord | undefined;
  let told: GpsWord | undefined;
  async function tell() {
    const now = word;
    if (!now || now === told) return;
    told = now;
    await say(now).catch(() => {
      told = undefined;
    });
  }
  return {
    tell,
    follow(state: Sharing) {
      word = WORD[state];
      if (!word) told = undefined;
      return tell();
    },
  };
}
