import type { ClocksHealth, FeedRow, Snapshot } from "@/api/shapes";
import type { ServerClock } from "@/clocks/serverClock";
import { decodeFrame, frameBytes } from "./frame";
import type { LiveStore } from "./store";

/** What this module needs of a SignalR connection; a test hands in its own. */
export interface Hub {
  start(): Promise<void>;
  stop(): Promise<void>;
  invoke<T>(method: string, ...args: unknown[]): Promise<T>;
  on(method: string, handler: (message: never) => void): void;
  onclose(handler: () => void): void;
}

export type Phase = "connecting" | "live" | "lost" | "signedOut" | "replay";

export interface LiveStatus {
  phase: Phase;
  /** Monotonic milliseconds of the last word from the server. */
  heardAt: number;
  latencyMs: number | undefined;
  health: ClocksHealth | undefined;
}

interface Surroundings {
  createHub: () => Hub;
  store: LiveStore;
  clock: ServerClock;
  onStatus: (status: LiveStatus) => void;
  monotonic?: () => number;
  random?: () => number;
  pause?: (ms: number) => Promise<void>;
}

interface Heads {
  serverNow: string;
  heads: Record<string, number>;
  health?: ClocksHealth;
}

const HEADS_EVERY = 2_000;
const SILENCE = 7_000;

/**
 * Keeps the store equal to the server: join for a snapshot, then rows in order, a gap is fetched, heads are compared
 * every two seconds, a silent connection is dropped, and reconnecting never gives up.
 */
export function liveConnection(around: Surroundings) {
  const { createHub, store, clock, onStatus } = around;
  const monotonic = around.monotonic ?? (() => performance.now());
  const random = around.random ?? Math.random;
  const status: LiveStatus = {
    phase: "connecting",
    heardAt: monotonic(),
    latencyMs: undefined,
    health: undefined,
  };
  let wake: (() => void) | undefined;
  let ended = false;
  const pause =
    around.pause ??
    ((ms: number) =>
      new Promise<void>((done) => {
        const timer = setTimeout(done, ms);
        wake = () => {
          clearTimeout(timer);
          done();
        };
      }));
  const tell = (change: Partial<LiveStatus>) => onStatus(Object.assign(status, change));
  const heard = (change: Partial<LiveStatus> = {}) => tell({ heardAt: monotonic(), ...change });

  /** One life of one connection; ends when it closes or falls silent. */
  async function live(hub: Hub) {
    let early: FeedRow[] | undefined = [];
    let closed = false;
    let suspected = new Set<string>();
    const filling = new Set<string>();
    let joining: Promise<void> | undefined;

    const join = () => {
      joining ??= (async () => {
        early ??= [];
        const askedAt = monotonic();
        const snapshot = JSON.parse(await hub.invoke<string>("Join")) as Snapshot;
        clock.take(snapshot.serverNow, askedAt);
        store.reset(snapshot);
        const waiting = early ?? [];
        early = undefined;
        heard({ phase: "live", latencyMs: monotonic() - askedAt, health: snapshot.health ?? status.health });
        take(waiting);
      })().finally(() => {
        joining = undefined;
      });
      return joining;
    };
    const fill = async (county: string) => {
      if (filling.has(county)) return;
      filling.add(county);
      try {
        for (let more = true; more && !closed; ) {
          const head = store.head(county);
          const answer = JSON.parse(await hub.invoke<string>("Since", county, head));
          if (answer.snapshotNeeded) return void (await join());
          store.feed(answer.rows as FeedRow[]);
          more = answer.more === true && store.head(county) > head;
        }
      } finally {
        filling.delete(county);
      }
    };
    /** A failed repair means the connection is not to be trusted: start over. */
    const repair = (work: Promise<void>) => {
      work.catch(() => hub.stop());
    };
    const take = (rows: FeedRow[]) => {
      if (early) early.push(...rows);
      else for (const county of store.feed(rows)) repair(fill(county));
    };

    hub.on("Feed", (message: string) => {
      const { serverNow, rows } = JSON.parse(message) as { serverNow: string; rows: FeedRow[] };
      clock.take(serverNow);
      heard();
      take(rows);
    });
    hub.on("Frame", (message: Uint8Array | string) => {
      const frame = decodeFrame(frameBytes(message));
      heard();
      if (frame && !early) store.frame(frame);
    });
    hub.on("Health", (message: string) => heard({ health: JSON.parse(message) as ClocksHealth }));
    hub.on("Resync", () => repair(join()));
    const closing = new Promise<void>((done) =>
      hub.onclose(() => {
        closed = true;
        done();
      }),
    );

    await hub.start();
    await join();
    while (!closed) {
      const askedAt = monotonic();
      const heads = JSON.parse(await orSilence(hub.invoke<string>("Heads"), closing)) as Heads;
      clock.take(heads.serverNow, askedAt);
      heard({ latencyMs: monotonic() - askedAt, health: heads.health ?? status.health });
      const behind = new Set(early ? [] : store.behind(heads.heads));
      for (const county of behind) if (suspected.has(county)) repair(fill(county));
      suspected = behind;
      await Promise.race([pause(HEADS_EVERY), closing]);
    }
  }

  async function orSilence<T>(answer: Promise<T>, closing: Promise<void>): Promise<T> {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const silence = new Promise<never>((_, fail) => {
      timer = setTimeout(() => fail(new Error("silence")), SILENCE);
    });
    const gone = closing.then(() => Promise.reject(new Error("closed")));
    return Promise.race([answer, silence, gone]).finally(() => clearTimeout(timer));
  }

  async function run() {
    for (let attempt = 0; !ended; attempt++) {
      const hub = createHub();
      const startedAt = monotonic();
      let refused = false;
      try {
        await live(hub);
      } catch (error) {
        refused = (error as { statusCode?: number }).statusCode === 401 || /\b401\b/.test(String(error));
        await hub.stop().catch(() => undefined);
      }
      if (refused) return tell({ phase: "signedOut" });
      if (ended) return;
      tell({ phase: "lost", latencyMs: undefined });
      if (monotonic() - startedAt > 30_000) attempt = 0;
      await pause(Math.min(10_000, 400 * 2 ** Math.min(attempt, 6)) * (0.5 + random()));
    }
  }

  return {
    status: status as Readonly<LiveStatus>,
    run,
    /** Skips the present waiting time: the network is back, or the page is in front again. */
    wake: () => wake?.(),
    stop: () => {
      ended = true;
      wake?.();
    },
  };
}
