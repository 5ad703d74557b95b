import { describe, expect, it } from "vitest";
import { type Entry, type EntryStore, stepOutbox } from "./outbox";

class Refused extends Error {}

/** A phone in a pocket: its own time, its own network, a store that outlives the page. */
function phone(kept = new Map<string, Entry>()) {
  const store: EntryStore = {
    all: async () => [...kept.values()],
    put: async (entry) => void kept.set(entry.id, structuredClone(entry)),
    remove: async (ids) => ids.forEach((id) => void kept.delete(id)),
  };
  const at = { now: 0, online: true, refuse: new Set<string>() };
  const sent: string[] = [];
  const events: string[] = [];
  let timers: { due: number; run: () => void }[] = [];
  let shown: readonly Entry[] = [];
  const settle = async () => {
    for (let turn = 0; turn < 20; turn++) await Promise.resolve();
  };
  const box = stepOutbox<string>({
    store,
    send: async (entry) => {
      if (!at.online) throw new TypeError("no network");
      sent.push(`${entry.id}@${entry.occurredAt}`);
      if (at.refuse.has(entry.id)) throw new Refused();
      return "ok";
    },
    retryable: (error) => !(error instanceof Refused),
    acknowledged: (entry) => events.push(`ack ${entry.id}`),
    refused: (entry, _error, givenUp) => events.push(`no ${entry.id} (${givenUp.map((e) => e.id)})`),
    changed: (entries) => {
      shown = entries;
    },
    now: () => at.now,
    later: (run, ms) => void timers.push({ due: at.now + ms, run }),
  });
  const pass = async (ms: number) => {
    at.now += ms;
    const due = timers.filter((timer) => timer.due <= at.now);
    timers = timers.filter((timer) => timer.due > at.now);
    for (const timer of due) timer.run();
    await settle();
  };
  const press = async (id: string, hold = 0, caseId = "c1") => {
    await box.add({ id, caseId, command: { type: id }, occurredAt: `t${at.now}`, sendAt: at.now + hold });
    await settle();
  };
  return { box, at, sent, events, kept, pass, press, shown: () => shown.map((e) => e.id) };
}

describe("the step outbox", () => {
  it("sends at once what is not held, and keeps it until acknowledged", async () => {
    const p = phone();
    await p.press("ack");
    expect(p.events).toEqual(["ack ack"]);
    expect(p.kept.size).toBe(0);
  });

  it("holds a step for five seconds, with the instant of the press", async () => {
    const p = phone();
    p.at.now = 1000;
    await p.press("depart", 5000);
    await p.pass(4999);
    expect(p.sent).toEqual([]);
    await p.pass(10);
    expect(p.sent).toEqual(["depart@t1000"]);
  });

  it("takes a held step back, and says so when it is too late", async () => {
    const p = phone();
    await p.press("depart", 5000);
    expect(await p.box.undo("depart")).toBe(true);
    await p.pass(6000);
    expect(p.sent).toEqual([]);
    expect(p.kept.size).toBe(0);
    await p.press("arrive", 5000);
    p.at.now += 5000;
    expect(await p.box.undo("arrive")).toBe(false);
  });

  it("replays in order after an outage and a reload, each once, under the same ids", async () => {
    const p = phone();
    p.at.online = false;
    await p.press("depart");
    await p.press("arrive");
    const again = phone(p.kept);
    await again.box.load();
    await again.pass(0);
    expect(again.sent).toEqual(["depart@t0", "arrive@t0"]);
    expect(again.kept.size).toBe(0);
  });

  it("keeps trying with growing pauses while there is no network", async () => {
    const p = phone();
    p.at.online = false;
    await p.press("depart");
    await p.pass(2000);
    await p.pass(4000);
    expect(p.shown()).toEqual(["depart"]);
    p.at.online = true;
    await p.pass(8000);
    expect(p.events).toEqual(["ack depart"]);
  });

  it("gives up what follows a refused step in the same case, and nothing else", async () => {
    const p = phone();
    p.at.online = false;
    await p.press("agree");
    await p.press("close");
    await p.press("feedback", 0, "c2");
    p.at.online = true;
    p.at.refuse.add("agree");
    await p.pass(2000);
    expect(p.events).toEqual(["no agree (close)", "ack feedback"]);
    expect(p.kept.size).toBe(0);
  });
});
