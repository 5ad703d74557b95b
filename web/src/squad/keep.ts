import { type DBSchema, openDB } from "idb";
import { newId } from "@/api/ids";
import type { TrackFix } from "./position/filter";
import type { FixStore } from "./position/trackOutbox";
import type { Entry, EntryStore } from "./steps/outbox";

interface Schema extends DBSchema {
  steps: { key: string; value: Entry };
  fixes: { key: number; value: TrackFix };
  meta: { key: string; value: string | number };
}

/** What this phone keeps through reloads and outages. One per person: nobody reports in another's name. */
export async function keepFor(person: string) {
  const db = await openDB<Schema>(`opsmap-squad-${person}`, 1, {
    upgrade(fresh) {
      fresh.createObjectStore("steps", { keyPath: "id" });
      fresh.createObjectStore("fixes", { keyPath: "seq" });
      fresh.createObjectStore("meta");
    },
  });
  const steps: EntryStore = {
    all: () => db.getAll("steps"),
    put: async (entry) => void (await db.put("steps", entry)),
    async remove(ids) {
      const change = db.transaction("steps", "readwrite");
      for (const id of ids) void change.store.delete(id);
      await change.done;
    },
  };
  const fixes: FixStore = {
    first: (count) => db.getAll("fixes", undefined, count),
    count: () => db.count("fixes"),
    put: async (fix) => void (await db.put("fixes", fix)),
    removeUpTo: (seq) => db.delete("fixes", IDBKeyRange.upperBound(seq)),
  };
  async function device(): Promise<string> {
    const known = await db.get("meta", "device");
    if (typeof known === "string") return known;
    const fresh = newId();
    await db.put("meta", fresh, "device");
    return fresh;
  }
  /** Numbers never repeat on this device, also after the fixes themselves are gone. */
  async function nextSeq(): Promise<number> {
    const change = db.transaction("meta", "readwrite");
    const next = Number((await change.store.get("seq")) ?? 0) + 1;
    void change.store.put(next, "seq");
    await change.done;
    return next;
  }
  return { steps, fixes, device: await device(), nextSeq };
}
