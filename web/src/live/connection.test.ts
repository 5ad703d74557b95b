import { afterEach, describe, expect, it } from "vitest";
import type { FeedRow } from "@/api/shapes";
import { serverClock } from "@/clocks/serverClock";
import { type Hub, type LiveStatus, liveConnection } from "./connection";
import { liveStore } from "./store";

const at = "2026-11-23T01:00:00Z";
const row = (seq: number, id = `c${seq}`): FeedRow => ({
  county: "140403",
  seq,
  kind: "case",
  body: { id, version: seq, clocks: [] },
});

/** A server that answers at once and lets the test push, close and count. */
function fakeServer(log: FeedRow[] = []) {
  const handlers = new Map<string, (message: never) => void>();
  const calls: string[] = [];
  let closed: () => void = () => undefined;
  const server = {
    calls,
    head: () => log.at(-1)?.seq ?? 0,
    starts: 0,
    failStarts: 0,
    beforeJoinAnswers: (): void => undefined,
    push: (rows: FeedRow[]) => handlers.get("Feed")?.(JSON.stringify({ serverNow: at, rows }) as never),
    resync: () => handlers.get("Resync")?.(undefined as never),
    close: () => closed(),
    hub: (): Hub => ({
      async start() {
        server.starts++;
        if (server.failStarts-- > 0) throw new Error("refused");
      },
      stop: async () => closed(),
      on: (method, handler) => void handlers.set(method, handler),
      onclose: (handler) => {
        closed = handler;
      },
      async invoke<T>(method: string, ...args: unknown[]) {
        calls.push(method);
        const heads = { "140403": server.head() };
        if (method === "Join") server.beforeJoinAnswers();
        if (method === "Since") {
          const rows = log.filter((r) => r.seq > Number(args[1]));
          return JSON.stringify({ rows, more: false }) as T;
        }
        return JSON.stringify({ serverNow: at, heads, cases: [], squads: [] }) as T;
      },
    }),
  };
  return server;
}

const settle = () => new Promise((done) => setImmediate(done));
const open: { stop(): void }[] = [];
afterEach(() => {
  for (const connection of open.splice(0)) connection.stop();
});

function connect(server: ReturnType<typeof fakeServer>) {
  const store = liveStore();
  const phases: LiveStatus["phase"][] = [];
  const pauses: { ms: number; go: () => void }[] = [];
  const connection = liveConnection({
    createHub: server.hub,
    store,
    clock: serverClock(),
    random: () => 0.5,
    pause: (ms) => new Promise((go) => pauses.push({ ms, go })),
    onStatus: ({ phase }) => phases.at(-1) !== phase && phases.push(phase),
  });
  open.push(connection);
  void connection.run();
  return { store, phases, pauses, connection };
}

describe("the live connection", () => {
  it("joins, then applies what is pushed", async () => {
    const server = fakeServer([row(1)]);
    const { store, phases } = connect(server);
    await settle();
    server.push([row(2)]);
    expect(phases).toEqual(["live"]);
    expect(store.cases.has("c2")).toBe(true);
  });
  it("loses nothing pushed while the snapshot is on its way", async () => {
    const server = fakeServer([row(1)]);
    server.beforeJoinAnswers = () => server.push([row(1), row(2)]);
    const { store } = connect(server);
    await settle();
    expect([...store.cases.keys()]).toEqual(["c2"]);
  });
  it("fetches what a gap shows to be missing", async () => {
    const log = [row(1)];
    const server = fakeServer(log);
    const { store } = connect(server);
    await settle();
    log.push(row(2), row(3), row(4));
    server.push([row(4)]);
    await settle();
    expect([...store.cases.keys()]).toEqual(["c2", "c3", "c4"]);
    expect(server.calls.filter((c) => c === "Since")).toHaveLength(1);
  });
  it("fetches silently lost rows after two looks at the heads", async () => {
    const log = [row(1)];
    const server = fakeServer(log);
    const { store, pauses } = connect(server);
    await settle();
    log.push(row(2));
    pauses.shift()?.go();
    await settle();
    expect(store.cases.has("c2")).toBe(false);
    pauses.shift()?.go();
    await settle();
    expect(store.cases.has("c2")).toBe(true);
  });
  it("takes a new snapshot when told to", async () => {
    const server = fakeServer();
    connect(server);
    await settle();
    server.resync();
    await settle();
    expect(server.calls.filter((c) => c === "Join")).toHaveLength(2);
  });
  it("reconnects without end, waiting longer each time, and says so", async () => {
    const server = fakeServer();
    server.failStarts = 12;
    const { pauses, phases } = connect(server);
    const waits: number[] = [];
    for (let i = 0; i < 12; i++) {
      await settle();
      const pause = pauses.shift();
      waits.push(pause?.ms ?? -1);
      pause?.go();
    }
    await settle();
    expect(server.starts).toBe(13);
    expect(waits.slice(0, 3)).toEqual([400, 800, 1600]);
    expect(Math.max(...waits)).toBeLessThanOrEqual(15_000);
    expect(phases).toEqual(["lost", "live"]);
  });
  it("asks for a snapshot again after a closed connection", async () => {
    const server = fakeServer([row(1)]);
    const { pauses, phases } = connect(server);
    await settle();
    server.close();
    await settle();
    for (const pause of pauses.splice(0)) pause.go();
    await settle();
    expect(phases).toEqual(["live", "lost", "live"]);
    expect(server.calls.filter((c) => c === "Join")).toHaveLength(2);
  });
});
