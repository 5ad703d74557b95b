import type { TrackFix } from "./filter";

type Fix = Omit<TrackFix, "seq">;

interface KeepingPorts {
  /** Writes one fix into the phone's store. */
  add(fix: Fix): Promise<void>;
  /** Sends what is stored; nothing here waits for it. */
  flush(): Promise<void>;
  /** So many fixes are in this page's memory only and would not outlive it. */
  unkept(count: number): void;
}

/** What a phone whose store fails holds in memory: a quarter of an hour on the way. */
const MOST = 225;

/** Stores fixes one after the other, as their numbers are their order: a network that does not answer never holds it up, a store that fails is asked again. */
export function keeping(ports: KeepingPorts) {
  const waiting: Fix[] = [];
  let busy = false;

  async function store() {
    if (busy) return;
    busy = true;
    try {
      for (let fix = waiting[0]; fix; fix = waiting[0]) {
        await ports.add(fix);
        waiting.shift();
      }
    } catch {
      // They stay in memory, and the page says so, until the store takes them.
    } finally {
      busy = false;
      ports.unkept(waiting.length);
    }
    void ports.flush();
  }

  return {
    keep(fix: Fix) {
      waiting.push(fix);
      // the oldest of those the store is not just asked for
      if (waiting.length > MOST) waiting.splice(1, 1);
      return store();
    },
    /** The regular look: asks a store that failed once more, and sends. */
    again: store,
  };
}
