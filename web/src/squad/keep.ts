import { type DBSchema, openDB } from "idb";
import type { Now } from "./api";
import type { TrackFix } from "./position/filter";
import type { FixStore } from "./position/trackOutbox";
import type { EntryStore } from "./steps/outbox";
import type { Entry } from "./steps/task";

/** The last picture the server gave (masked, as everything it gives), to open with where there is no network. */
export interface Kept {
  now: Now;
  /** The server's time minus this phone's, in milliseconds. */
  ahead: number;
}

type Draft = Record<string, unknown>;

interface Schema extends DBSchema {
  outbox: { key: string; value: Entry };
  files: { key: string; value: Blob };
  fixes: { key: number; value: TrackFix };
  drafts: { key: string; value: Draft };
  meta: { key: string; value: string | number | boolean | Kept | CryptoKeyPair };
}

const nameFor = (person: string) => `opsmap-phone-${person}`;

/** What this phone keeps through reloads and outages. One per person: nobody reports in another's name. */
export async function keepFor(person: string) {
  const db = await openDB<Schema>(nameFor(person), 1, {
    upgrade(fresh) {
      fresh.createObjectStore("outbox", { keyPath: "id" });
      fresh.createObjectStore("files");
      fresh.createObjectStore("fixes", { keyPath: "seq" });
      fresh.createObjectStore("drafts");
      fresh.createObjectStore("meta");
    },
  });
  const entries: EntryStore = {
    all: () => db.getAll("outbox"),
    async put(...pressed) {
      const change = db.transaction("outbox", "readwrite");
      for (const entry of pressed) void change.store.put(entry);
      await change.done;
    },
    async remove(ids) {
      const change = db.transaction(["outbox", "files"], "readwrite");
      for (const id of ids) {
        void change.objectStore("outbox").delete(id);
        void change.objectStore("files").delete(id);
      }
      await change.done;
    },
  };
  const fixes: FixStore = {
    first: (count) => db.getAll("fixes", undefined, count),
    count: () => db.count("fixes"),
    /** The same fix comes again after a reload, and in a second tab: it is numbered and kept once. */
    async put(fix) {
      const change = db.transaction(["fixes", "meta"], "readwrite");
      const meta = change.objectStore("meta");
      if ((await meta.get("fixedAt")) !== fix.t) {
        const seq = Number((await meta.get("seq")) ?? 0) + 1;
        void meta.put(seq, "seq");
        void meta.put(fix.t, "fixedAt");
        void change.objectStore("fixes").put({ ...fix, seq });
      }
      await change.done;
    },
    removeUpTo: (seq) => db.delete("fixes", IDBKeyRange.upperBound(seq)),
  };
  /** Numbers never repeat on this phone, whichever tab asks, also after what they numbered is gone. */
  async function nextStep(): Promise<number> {
    const change = db.transaction("meta", "readwrite");
    const next = Number((await change.store.get("step")) ?? 0) + 1;
    void change.store.put(next, "step");
    await change.done;
    return next;
  }
  async function settle<T extends string | CryptoKeyPair>(name: string, make: () => Promise<T>): Promise<T> {
    const known = await db.get("meta", name);
    if (known !== undefined) return known as T;
    const fresh = await make();
    const change = db.transaction("meta", "readwrite");
    const first = await change.store.get(name);
    if (first === undefined) void change.store.put(fresh, name);
    await change.done;
    return (first as T | undefined) ?? fresh;
  }
  return {
    entries,
    fixes,
    nextStep,
    settle,
    file: (id: string) => db.get("files", id),
    putFile: (id: string, file: Blob) => db.put("files", file, id),
    draft: (name: string) => db.get("drafts", name),
    putDraft: (name: string, draft: Draft) => db.put("drafts", draft, name),
    dropDraft: (name: string) => db.delete("drafts", name),
    last: async () => (await db.get("meta", "last")) as Kept | undefined,
    putLast: (kept: Kept) => db.put("meta", kept, "last"),
    displaced: async () => (await db.get("meta", "displaced")) as string | undefined,
    putDisplaced: (since: string | undefined) =>
      since === undefined ? db.delete("meta", "displaced") : db.put("meta", since, "displaced"),
    /** What was seen and what was half written goes; what is still to be reported stays until this person is back. */
    async forget() {
      const change = db.transaction(["meta", "drafts"], "readwrite");
      void change.objectStore("meta").delete("last");
      void change.objectStore("meta").delete("displaced");
      void change.objectStore("drafts").clear();
      await change.done;
    },
  };
}

export type Keep = Awaited<ReturnType<typeof keepFor>>;
