import { describe, expect, it } from "vitest";
import { keeping } from "./keeping";

const fix = (t: number) => ({ t, lon: 113, lat: 36, acc: 9 });

function phone() {
  const store = { works: true, kept: [] as number[] };
  const unkept: number[] = [];
  const network = { flushes: 0, answer: new Promise<void>(() => undefined) };
  const keeper = keeping({
    add: async ({ t }) => {
      await Promise.resolve();
      if (!store.works) throw new DOMException("no room", "QuotaExceededError");
      store.kept.push(t);
    },
    flush: () => {
      network.flushes++;
      return network.answer;
    },
    unkept: (count) => unkept.push(count),
  });
  return { keeper, store, unkept, network };
}

describe("keeping fixes", () => {
  it("stores every fix at once, in order, while the network never answers", async () => {
    const { keeper, store, network, unkept } = phone();
    await Promise.all([1, 2, 3].map((t) => keeper.keep(fix(t))));
    await keeper.keep(fix(4));
    expect(store.kept).toEqual([1, 2, 3, 4]);
    expect(network.flushes).toBeGreaterThan(0);
    expect(unkept.at(-1)).toBe(0);
  });

  it("says how many a failing store has not taken, and stores them in order once it works again", async () => {
    const { keeper, store, unkept } = phone();
    store.works = false;
    for (const t of [1, 2, 3]) await keeper.keep(fix(t));
    expect([store.kept, unkept.at(-1)]).toEqual([[], 3]);
    store.works = true;
    await keeper.again();
    expect([store.kept, unkept.at(-1)]).toEqual([[1, 2, 3], 0]);
  });

  it("forgets the oldest in memory rather than grow for ever", async () => {
    const { keeper, store, unkept } = phone();
    store.works = false;
    for (let t = 1; t <= 300; t++) await keeper.keep(fix(t));
    expect(unkept.at(-1)).toBe(225);
    store.works = true;
    await keeper.again();
    expect(store.kept.at(-1)).toBe(300);
  });
});
