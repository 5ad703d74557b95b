import { describe, expect, it } from "vitest";
import type { TrackFix } from "./filter";
import { type FixStore, type TrackBatch, trackOutbox } from "./trackOutbox";

class Refused extends Error {}

function squadPhone(already = 0) {
  const kept = new Map<number, TrackFix>();
  const fix = (seq: number): TrackFix => ({ seq, t: seq * 1000, lon: 113, lat: 36, acc: 9 });
  for (let seq = 1; seq <= already; seq++) kept.set(seq, fix(seq));
  const store: FixStore = {
    first: async (count) => [...kept.values()].sort((a, b) => a.seq - b.seq).slice(0, count),
    count: async () => kept.size,
    put: async (f) => {
      const seq = kept.size + 1;
      kept.set(seq, { ...f, seq });
    },
    removeUpTo: async (seq) => [...kept.keys()].filter((k) => k <= seq).forEach((k) => void kept.delete(k)),
  };
  const server = {
    mode: "up" as "up" | "down" | "refuses" | "half" | "hangs",
    batches: [] as TrackBatch[],
    giveUp: (): void => undefined,
  };
  const queued: number[] = [];
  const box = trackOutbox({
    store,
    device: "d1",
    post: async (batch) => {
      if (server.mode === "down") throw new TypeError("no network");
      if (server.mode === "refuses") throw new Refused();
      if (server.mode === "hangs")
        return new Promise((_, fail) => {
          server.giveUp = () => fail(new DOMException("no answer", "AbortError"));
        });
      server.batches.push(batch);
      const seqs = batch.fixes.map((f) => f.seq);
      const ack = server.mode === "half" ? (seqs[0] ?? 0) - 1 : Math.max(...seqs);
      return { ack, dropped: [], serverNow: "2026-11-24T07:00:00Z" };
    },
    retryable: (error) => !(error instanceof Refused),
    refused: () => undefined,
    alone: (run) => run(),
    battery: () => 0.62,
    now: () => 60_000,
    acknowledged: () => undefined,
    queued: (count) => queued.push(count),
  });
  return { box, server, store, kept, fix, queued };
}

describe("the track outbox", () => {
  it("keeps fixes through an outage and replays them with their own instants, in order", async () => {
    const p = squadPhone();
    p.server.mode = "down";
    for (const seq of [1, 2, 3]) await p.box.add(p.fix(seq));
    await p.box.flush();
    expect(p.queued.at(-1)).toBe(3);
    p.server.mode = "up";
    await p.box.flush();
    expect(p.server.batches).toHaveLength(1);
    expect(p.server.batches[0]).toMatchObject({ device: "d1", datum: "wgs84", battery: 0.62 });
    expect(p.server.batches[0]?.fixes.map((f) => [f.seq, f.t])).toEqual([
      [1, "1970-01-01T00:00:01.000Z"],
      [2, "1970-01-01T00:00:02.000Z"],
      [3, "1970-01-01T00:00:03.000Z"],
    ]);
    expect(p.kept.size).toBe(0);
  });

  it("sends a long outage in batches of two hundred", async () => {
    const p = squadPhone(450);
    await p.box.flush();
    expect(p.server.batches.map((b) => b.fixes.length)).toEqual([200, 200, 50]);
  });

  it("gives up what the server refuses, so that it cannot block the rest", async () => {
    const p = squadPhone(3);
    p.server.mode = "refuses";
    await p.box.flush();
    expect(p.kept.size).toBe(0);
  });

  it("does not spin when the server acknowledges nothing", async () => {
    const p = squadPhone(3);
    p.server.mode = "half";
    await p.box.flush();
    expect(p.server.batches).toHaveLength(1);
    expect(p.kept.size).toBe(3);
  });

  it("fails nobody, and tries again, when the phone's store does not answer", async () => {
    const p = squadPhone(2);
    const first = p.store.first;
    p.store.first = () => Promise.reject(new DOMException("gone", "InvalidStateError"));
    await p.box.flush();
    p.store.first = first;
    await p.box.flush();
    expect(p.server.batches).toHaveLength(1);
  });

  it("takes in fixes while a request hangs, and sends them after it", async () => {
    const p = squadPhone();
    p.server.mode = "hangs";
    await p.box.add(p.fix(1));
    const sending = p.box.flush();
    await p.box.add(p.fix(2));
    await p.box.flush();
    expect(p.queued.at(-1)).toBe(2);
    p.server.mode = "up";
    p.server.giveUp();
    await sending;
    await p.box.flush();
    expect(p.server.batches.at(-1)?.fixes.map(({ seq }) => seq)).toEqual([1, 2]);
  });
});
