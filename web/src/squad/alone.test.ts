import { describe, expect, it } from "vitest";
import { oneTab } from "./alone";

/** Web locks as far as two tabs need them. */
function locks() {
  let held: object | undefined;
  const request = async (
    _name: string,
    options: LockOptions,
    run: (lock: object | null) => Promise<void>,
  ) => {
    if (held && !options.steal) return run(null);
    const mine = {};
    held = mine;
    await run(mine);
    if (held === mine) held = undefined;
  };
  return { request } as unknown as LockManager;
}

describe("one tab at a time", () => {
  it("lets the second one pass while the first is at it, and have its turn after", async () => {
    const common = locks();
    const [first, second] = [oneTab("p", common), oneTab("p", common)];
    const ran: string[] = [];
    let done: () => void = () => undefined;
    const long = first(() => new Promise((end) => (done = end)));
    await second(async () => void ran.push("too early"));
    done();
    await long;
    await second(async () => void ran.push("its turn"));
    expect(ran).toEqual(["its turn"]);
  });

  it("does not wait for ever for a tab that the phone has put to sleep", async () => {
    const common = locks();
    let now = 0;
    const second = oneTab("p", common, () => now);
    void oneTab("p", common)(() => new Promise(() => undefined));
    const ran: number[] = [];
    for (now of [0, 30_000, 59_000, 61_000]) await second(async () => void ran.push(now));
    expect(ran).toEqual([61_000]);
  });

  it("ends what it was at, and fails nobody, when another tab takes the lock over", async () => {
    const ran: string[] = [];
    const stolen = {
      request: async (_name: string, _options: LockOptions, run: (lock: object) => Promise<void>) => {
        void run({});
        throw new DOMException("stolen", "AbortError");
      },
    } as unknown as LockManager;
    await oneTab(
      "p",
      stolen,
    )(async () => {
      await Promise.resolve();
      ran.push("to its end");
    });
    expect(ran).toEqual(["to its end"]);
  });

  it("simply runs where the browser has no locks", async () => {
    const ran: string[] = [];
    await oneTab("p", null)(async () => void ran.push("ran"));
    expect(ran).toEqual(["ran"]);
  });
});
