/**
 * The server's time on a monotonic clock: a wrong or adjusted wall clock on this machine changes nothing.
 * Each answer bounds the truth; the one with the shortest round trip wins until it has grown old.
 */
export function serverClock(monotonic: () => number = () => performance.now()) {
  let offset: number | undefined;
  let trip = Number.POSITIVE_INFINITY;
  let setAt = 0;

  return {
    /** Epoch milliseconds by the server. Before the first answer: this machine's own idea. */
    now: () => (offset === undefined ? Date.now() : monotonic() + offset),
    known: () => offset !== undefined,
    roundTrip: () => trip,
    /** Takes the server's instant from an answer asked for at `askedAt` (monotonic); a pushed one has no trip. */
    take(serverNow: string | number, askedAt?: number) {
      const at = monotonic();
      const instant = typeof serverNow === "number" ? serverNow : Date.parse(serverNow);
      if (!Number.isFinite(instant)) return;
      const took = askedAt === undefined ? 1000 : at - askedAt;
      const old = at - setAt > 60_000;
      if (offset !== undefined && took > trip && !old) return;
      offset = instant + (askedAt === undefined ? 0 : took / 2) - at;
      trip = took;
      setAt = at;
    },
  };
}

export type ServerClock = ReturnType<typeof serverClock>;
