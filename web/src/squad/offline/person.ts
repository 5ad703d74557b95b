import { type DBSchema, openDB } from "idb";
import { Problem } from "@/api/problem";
import { whoAmI } from "@/api/session";
import type { Me } from "@/api/shapes";
import { patience } from "../api";
import { keepFor } from "../keep";

interface Schema extends DBSchema {
  people: { key: "last"; value: Me };
}

/** With a picture to open with, the network gets so long to answer; without one there is nothing but to wait. */
const ASK_AT_MOST = 4_000;
const AGAIN = 2_000;
const pause = (ms: number) => new Promise<void>((done) => setTimeout(done, ms));

const open = () =>
  openDB<Schema>("opsmap-phone", 1, { upgrade: (fresh) => void fresh.createObjectStore("people") });

export const toSignIn = () => location.assign(`/?next=${encodeURIComponent(location.pathname)}`);

/** Who holds the phone: by the server, or without a network whoever was last signed in on it. */
export async function whoHoldsIt(): Promise<Me> {
  const db = await open();
  const last = await db.get("people", "last");
  for (;;) {
    try {
      const me = await whoAmI(last ? patience(ASK_AT_MOST) : patience());
      if (last && last.id !== me.id) await (await keepFor(last.id)).forget();
      await db.put("people", me, "last");
      return me;
    } catch (error) {
      if (error instanceof Problem && error.status === 401) {
        toSignIn();
        return new Promise(() => undefined);
      }
      if (last?.squad) return last;
      await pause(AGAIN);
    }
  }
}

/** Signed out: the next one who opens the page offline finds nobody. */
export async function forgetWho() {
  await (await open()).delete("people", "last");
}
