import { describe, expect, it } from "vitest";
import { type EntryStore, reportOutbox } from "./outbox";
import type { Entry, Task } from "./task";

class Refused extends Error {}

const settle = async () => {
  for (let turn = 0; turn < 60; turn++) await Promise.resolve();
};

/** What all tabs of a phone share: the store, the server, the lock, and the word that something changed. */
function pocket(kept = new Map<string, Entry>()) {
  const store: EntryStore = {
    all: async () => [...kept.values()],
    put: async (...pressed) => {
      for (const entry of pressed) kept.set(entry.id, structuredClone(entry));
    },
    remove: async (ids) => ids.forEach((id) => void kept.delete(id)),
  };
  return {
    kept,
    store,
    at: { now: 0, online: true, refuse: new Set<string>(), weak: false },
    sent: [] as string[],
    events: [] as string[],
    tabs: [] as (() => void)[],
    locked: false,
    seq: 0,
  };
}

function tab(phone = pocket()) {
  const { at, sent, events } = phone;
  let timers: { due: number; run: () => void }[] = [];
  let shown: readonly Entry[] = [];
  let stuck = false;
  const box = reportOutbox<string>({
    store: phone.store,
    async send(entry) {
      await Promise.resolve();
      if (!at.online || (at.weak && entry.task.to === "evidence")) throw new TypeError("no network");
      sent.push(`${entry.id}@${entry.occurredAt}`);
      if (at.refuse.has(entry.id)) throw new Refused("no");
      return "ok";
    },
    retryable: (error) => !(error instanceof Refused),
    acknowledged: (entry) => events.push(`ack ${entry.id}`),
    refused: (entry, _error, givenUp) => events.push(`no ${entry.id} (${givenUp.map((e) => e.id)})`),
    changed(entries, isStuck) {
      shown = entries;
      stuck = isStuck;
    },
    now: () => at.now,
    later: (run, ms) => void timers.push({ due: at.now + ms, run }),
    async alone(run) {
      if (phone.locked) return;
      phone.locked = true;
      await run();
      phone.locked = false;
    },
    tellTabs() {
      for (const look of phone.tabs) if (look !== own) look();
    },
  });
  const own = () => void box.look();
  phone.tabs.push(own);
  return {
    ...phone,
    box,
    async pass(ms: number) {
      at.now += ms;
      const due = timers.filter((timer) => timer.due <= at.now);
      timers = timers.filter((timer) => timer.due > at.now);
      for (const timer of due) timer.run();
      await settle();
    },
    /** What one press means. */
    async pressAll(ids: string[], hold = 0) {
      const entry = (id: string): Entry => ({
        id,
        seq: ++phone.seq,
        task: { to: "case", caseId: "c1", command: { type: id } },
        occurredAt: `t${at.now}`,
        sendAt: at.now + hold,
        press: ids[0] ?? id,
      });
      await box.add(...ids.map(entry));
      await settle();
    },
    async press(id: string, hold = 0, task: Task = { to: "case", caseId: "c1", command: { type: id } }) {
      await box.add({ id, seq: ++phone.seq, task, occurredAt: `t${at.now}`, sendAt: at.now + hold });
      await settle();
    },
    shown: () => shown.map((e) => e.id),
    stuck: () => stuck,
  };
}

const photo: Task = { to: "evidence", caseId: "c1", kind: "photo", thumb: "data:" };
const sos: Task = { to: "squad", squadId: "s1", command: { type: "raise-sos" } };
const message: Task = { to: "message", squadId: "s1", text: "收到" };

describe("the outbox", () => {
  it("sends at once what is not held, and keeps it until acknowledged", async () => {
    const p = tab();
    await p.press("ack");
    expect(p.events).toEqual(["ack ack"]);
    expect(p.kept.size).toBe(0);
  });

  it("holds a step for five seconds, with the instant of the press", async () => {
    const p = tab();
    p.at.now = 1000;
    await p.press("depart", 5000);
    await p.pass(4999);
    expect(p.sent).toEqual([]);
    await p.pass(10);
    expect(p.sent).toEqual(["depart@t1000"]);
  });

  it("takes a held step back, and says so when it is too late", async () => {
    const p = tab();
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
    const p = tab();
    p.at.online = false;
    await p.press("depart");
    await p.press("photo", 0, photo);
    await p.press("arrive");
    const again = tab(pocket(p.kept));
    await again.box.look();
    await settle();
    expect(again.sent).toEqual(["depart@t0", "photo@t0", "arrive@t0"]);
    expect(again.kept.size).toBe(0);
  });

  it("keeps trying with growing pauses while there is no network", async () => {
    const p = tab();
    p.at.online = false;
    await p.press("depart");
    await p.pass(2000);
    await p.pass(4000);
    expect(p.shown()).toEqual(["depart"]);
    expect(p.stuck()).toBe(true);
    p.at.online = true;
    await p.pass(8000);
    expect(p.events).toEqual(["ack depart"]);
    expect(p.stuck()).toBe(false);
  });

  it("gives up what follows a refused step in the same case, and nothing else", async () => {
    const p = tab();
    p.at.online = false;
    await p.press("agree");
    await p.press("close");
    await p.press("photo", 0, photo);
    await p.press("feedback", 0, { to: "case", caseId: "c2", command: { type: "feedback" } });
    p.at.online = true;
    p.at.refuse.add("agree");
    await p.pass(2000);
    expect(p.events).toEqual(["no agree (close)", "ack photo", "ack feedback"]);
    expect(p.kept.size).toBe(0);
  });

  it("keeps a refused picture with the reason, lets the rest pass, and tries it again when asked", async () => {
    const p = tab();
    p.at.refuse.add("photo");
    await p.press("photo", 0, photo);
    await p.press("close");
    expect(p.events).toEqual(["no photo ()", "ack close"]);
    expect(p.kept.get("photo")?.failed).toBe("no");
    p.at.refuse.clear();
    await p.box.retry("photo");
    await settle();
    expect(p.events.at(-1)).toBe("ack photo");
  });

  it("does not let a picture that cannot get through hold up a step", async () => {
    const p = tab();
    p.at.weak = true;
    await p.press("photo", 0, photo);
    await p.press("close");
    expect(p.events).toEqual(["ack close"]);
    expect(p.shown()).toEqual(["photo"]);
  });

  it("sends a call for help before everything, also before what is still held", async () => {
    const p = tab();
    p.at.online = false;
    await p.press("depart", 5000);
    await p.press("word", 0, message);
    await p.press("sos", 0, sos);
    p.at.online = true;
    await p.pass(2000);
    expect(p.sent).toEqual(["sos@t0"]);
    await p.pass(3100);
    expect(p.sent).toEqual(["sos@t0", "depart@t0", "word@t0"]);
  });

  it("is never held longer than it can be taken back, whatever happens to the phone's clock", async () => {
    const p = tab();
    p.at.now = 100_000;
    await p.press("depart", 5000);
    p.at.now = 0;
    await p.box.flush();
    await p.pass(10_006);
    await p.pass(100_000);
    expect(p.sent).toHaveLength(1);
  });
});

describe("two tabs of one phone", () => {
  it("show the same, and send nothing twice", async () => {
    const phone = pocket();
    const [a, b] = [tab(phone), tab(phone)];
    phone.at.online = false;
    await a.press("depart");
    await b.press("arrive");
    expect(a.shown()).toEqual(["depart", "arrive"]);
    expect(b.shown()).toEqual(a.shown());
    phone.at.online = true;
    await Promise.all([a.box.flush(), b.box.flush()]);
    await settle();
    expect(phone.sent).toEqual(["depart@t0", "arrive@t0"]);
    expect([...a.shown(), ...b.shown()]).toEqual([]);
  });

  it("take back in one what was pressed in the other", async () => {
    const phone = pocket();
    const [a, b] = [tab(phone), tab(phone)];
    await a.press("depart", 5000);
    expect(await b.box.undo("depart")).toBe(true);
    await settle();
    expect(a.shown()).toEqual([]);
    await a.pass(5100);
    expect(phone.sent).toEqual([]);
  });

  it("takes back in one go what was pressed in one go, whichever of it is named", async () => {
    const p = tab();
    await p.pressAll(["agree", "close"], 5_000);
    expect(p.shown()).toEqual(["agree", "close"]);
    expect(await p.box.undo("close")).toBe(true);
    await p.pass(6_000);
    expect(p.sent).toEqual([]);
    await p.pressAll(["agree", "close"], 5_000);
    await p.pass(5_100);
    expect(await p.box.undo("close")).toBe(false);
    expect(p.sent.map((one) => one.split("@")[0])).toEqual(["agree", "close"]);
  });

  it("rejects a press the phone cannot keep, and goes on with the next one", async () => {
    const p = tab();
    const put = p.store.put;
    p.store.put = () => Promise.reject(new DOMException("no room", "QuotaExceededError"));
    await expect(p.press("depart")).rejects.toThrow("no room");
    p.store.put = put;
    await p.press("depart");
    expect(p.sent.map((one) => one.split("@")[0])).toEqual(["depart"]);
  });
});
