import type { CaseCommand } from "@/api/cases";

/** A step pressed on this phone, kept until the server acknowledged it. */
export interface Entry {
  /** The command id: a replay carries the same one, so the server acts once. */
  id: string;
  order: number;
  caseId: string;
  command: CaseCommand;
  /** The instant of the press, by the server's clock as known here. */
  occurredAt: string;
  /** Before this local instant it may still be taken back. */
  sendAt: number;
}

/** Where entries survive a reload; a test keeps them in memory. */
export interface EntryStore {
  all(): Promise<Entry[]>;
  put(entry: Entry): Promise<void>;
  remove(ids: string[]): Promise<void>;
}

export interface OutboxPorts<Answer> {
  store: EntryStore;
  send(entry: Entry): Promise<Answer>;
  /** Would sending the same again make sense (no network, server busy, signed out)? */
  retryable(error: unknown): boolean;
  acknowledged(entry: Entry, answer: Answer): void;
  /** The server said no: the entry and everything behind it in that case is given up. */
  refused(entry: Entry, error: unknown, givenUp: Entry[]): void;
  changed(entries: readonly Entry[], stuck: boolean): void;
  now(): number;
  later(run: () => void, ms: number): void;
}

const FIRST_RETRY = 2_000;
const LONGEST_RETRY = 30_000;

/** Sends steps one by one, in the order pressed; nothing is dropped without an answer. */
export function stepOutbox<Answer>(ports: OutboxPorts<Answer>) {
  let entries: Entry[] = [];
  let sending: string | undefined;
  let failures = 0;
  let order = 0;

  const tell = () => ports.changed([...entries], failures > 0);

  async function forget(gone: readonly Entry[]) {
    entries = entries.filter((entry) => !gone.includes(entry));
    await ports.store.remove(gone.map((entry) => entry.id));
  }

  async function flush(): Promise<void> {
    if (sending) return;
    for (;;) {
      const head = entries[0];
      if (!head) return;
      const early = head.sendAt - ports.now();
      if (early > 0) return ports.later(() => void flush(), early + 5);
      sending = head.id;
      try {
        const answer = await ports.send(head);
        failures = 0;
        await forget([head]);
        ports.acknowledged(head, answer);
      } catch (error) {
        if (ports.retryable(error)) {
          failures++;
          tell();
          const pause = Math.min(LONGEST_RETRY, FIRST_RETRY * 2 ** (failures - 1));
          return ports.later(() => void flush(), pause);
        }
        const givenUp = entries.filter((entry) => entry !== head && entry.caseId === head.caseId);
        await forget([head, ...givenUp]);
        ports.refused(head, error, givenUp);
      } finally {
        sending = undefined;
      }
      tell();
    }
  }

  return {
    flush,
    async load() {
      entries = (await ports.store.all()).sort((a, b) => a.order - b.order);
      order = entries.at(-1)?.order ?? 0;
      tell();
      await flush();
    },
    async add(step: Omit<Entry, "order">) {
      const entry = { ...step, order: ++order };
      entries.push(entry);
      tell();
      await ports.store.put(entry);
      void flush();
    },
    /** Takes a held step back, with whatever was pressed after it in that case. False once it is on its way. */
    async undo(id: string): Promise<boolean> {
      const at = entries.findIndex((entry) => entry.id === id);
      const entry = entries[at];
      if (!entry || sending === id || entry.sendAt <= ports.now()) return false;
      await forget(entries.slice(at).filter((other) => other.caseId === entry.caseId));
      tell();
      return true;
    },
  };
}
