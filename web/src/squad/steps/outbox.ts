import { type Entry, laneOf, outlivesRefusal, rankOf } from "./task";

/** Where entries survive a reload, and where all tabs of this phone see the same; a test keeps them in memory. */
export interface EntryStore {
  all(): Promise<Entry[]>;
  /** All of them or none. */
  put(...entries: Entry[]): Promise<void>;
  remove(ids: string[]): Promise<void>;
}

export interface OutboxPorts<Answer> {
  store: EntryStore;
  send(entry: Entry): Promise<Answer>;
  /** Would sending the same again make sense (no network, server busy, signed out)? */
  retryable(error: unknown): boolean;
  acknowledged(entry: Entry, answer: Answer): void;
  /** The server said no: a step is given up with everything behind it in that case, a picture is kept. */
  refused(entry: Entry, error: unknown, givenUp: Entry[]): void;
  changed(entries: readonly Entry[], stuck: boolean): void;
  now(): number;
  later(run: () => void, ms: number): void;
  /** Runs it unless another tab of this phone is at it. */
  alone(run: () => Promise<void>): Promise<void>;
  /** Tells the other tabs that the store has changed. */
  tellTabs(): void;
}

const FIRST_RETRY = 2_000;
const LONGEST_RETRY = 30_000;
/** Nothing is held for longer, even if the phone's clock was set back meanwhile. */
const LONGEST_HOLD = 10_000;

/** Reports one by one, in the order pressed; nothing is dropped without an answer. */
export function reportOutbox<Answer>(ports: OutboxPorts<Answer>) {
  const { store } = ports;
  const stumbled = new Set<string>();
  let entries: readonly Entry[] = [];
  let sending: string | undefined;
  let failures = 0;
  let busy = false;
  let again = false;
  let turn = 0;
  let planned = false;

  const tell = () => ports.changed(entries, failures > 0);

  async function reread() {
    entries = (await store.all()).sort((a, b) => a.seq - b.seq);
    tell();
  }

  async function change(work: Promise<void>) {
    await work;
    await reread();
    ports.tellTabs();
  }

  /** Only the latest of them counts: every flush plans its own next one. */
  function flushIn(ms: number) {
    const mine = ++turn;
    ports.later(() => {
      if (mine !== turn) return;
      planned = true;
      void flush();
    }, ms);
  }

  const rank = (entry: Entry) => rankOf(entry.task, stumbled.has(entry.id));
  const head = () =>
    entries
      .filter((entry) => entry.failed === undefined)
      .reduce<Entry | undefined>(
        (best, entry) => (best && rank(best) <= rank(entry) ? best : entry),
        undefined,
      );

  async function answered(entry: Entry, answer: Answer) {
    failures = 0;
    await change(store.remove([entry.id]));
    ports.acknowledged(entry, answer);
  }

  async function refuse(entry: Entry, error: unknown) {
    failures = 0;
    if (outlivesRefusal(entry.task)) {
      await change(store.put({ ...entry, failed: (error as Error).message }));
      return ports.refused(entry, error, []);
    }
    const lane = laneOf(entry.task);
    const givenUp = entries.filter(
      (other) => other.id !== entry.id && laneOf(other.task) === lane && !outlivesRefusal(other.task),
    );
    await change(store.remove([entry, ...givenUp].map(({ id }) => id)));
    ports.refused(entry, error, givenUp);
  }

  async function sendAll(): Promise<void> {
    for (;;) {
      await reread();
      const entry = head();
      if (!entry) return;
      const early = Math.min(LONGEST_HOLD, entry.sendAt - ports.now());
      if (early > 0) return flushIn(early + 5);
      sending = entry.id;
      try {
        await answered(entry, await ports.send(entry));
        stumbled.delete(entry.id);
      } catch (error) {
        if (!ports.retryable(error)) await refuse(entry, error);
        else {
          const passing = entry.task.to === "evidence" && !stumbled.has(entry.id);
          stumbled.add(entry.id);
          // pressing on does not lengthen the pauses
          if (planned || failures === 0) failures++;
          planned = false;
          tell();
          if (passing) continue;
          return flushIn(Math.min(LONGEST_RETRY, FIRST_RETRY * 2 ** (failures - 1)));
        }
      } finally {
        sending = undefined;
      }
    }
  }

  /** Safe to call as often as one likes. */
  async function flush(): Promise<void> {
    if (busy) {
      again = true;
      return;
    }
    busy = true;
    try {
      do {
        again = false;
        await ports.alone(sendAll);
      } while (again);
    } finally {
      busy = false;
    }
  }

  const find = (id: string) => entries.find((entry) => entry.id === id);

  return {
    flush,
    /** The regular look: another tab may have fallen asleep over what it was sending. Failures have their own pauses. */
    async tick() {
      if (failures === 0) await flush();
    },
    /** At the start, and whenever another tab has changed something. */
    async look() {
      await reread();
      await flush();
    },
    /** What is pressed in one go; rejected when the phone cannot keep it. */
    async add(...pressed: Entry[]) {
      await change(store.put(...pressed));
      void flush();
    },
    /** Takes a held press back, with whatever was pressed after it in that case. False once it is on its way. */
    async undo(id: string): Promise<boolean> {
      const entry = find(find(id)?.press ?? id);
      if (!entry || sending === entry.id || entry.sendAt <= ports.now()) return false;
      const lane = laneOf(entry.task);
      const later = entries.filter((other) => other.seq >= entry.seq && laneOf(other.task) === lane);
      await change(store.remove(later.map((other) => other.id)));
      return true;
    },
    /** Throws away what was not sent yet; false when it is just being sent. */
    async drop(id: string): Promise<boolean> {
      if (sending === id) return false;
      await change(store.remove([id]));
      return true;
    },
    /** Tries what the server did not want once more. */
    async retry(id: string) {
      const entry = find(id);
      if (!entry) return;
      const { failed: _, ...fresh } = entry;
      await change(store.put(fresh));
      void flush();
    },
  };
}
