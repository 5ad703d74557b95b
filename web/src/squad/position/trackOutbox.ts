import type { TrackFix } from "./filter";
import type { GpsWord } from "./gpsWord";

export interface TrackBatch {
  device: string;
  sentAt: string;
  datum: "wgs84";
  battery?: number;
  /** Said when there are no positions to give. */
  gps?: GpsWord;
  fixes: (Omit<TrackFix, "t"> & { t: string })[];
}

export interface TrackAnswer {
  ack: number;
  arrived?: string;
  dropped: { seq: number; why: string }[];
  serverNow: string;
}

/** Where fixes survive a reload; a test keeps them in memory. */
export interface FixStore {
  first(count: number): Promise<TrackFix[]>;
  count(): Promise<number>;
  /** Numbers it; a repetition of the last one is not kept. */
  put(fix: Omit<TrackFix, "seq">): Promise<void>;
  removeUpTo(seq: number): Promise<void>;
}

interface TrackPorts {
  store: FixStore;
  device: string;
  post(batch: TrackBatch): Promise<TrackAnswer>;
  retryable(error: unknown): boolean;
  refused(error: unknown): void;
  /** Runs it unless another tab of this phone is at it. */
  alone(run: () => Promise<void>): Promise<void>;
  battery(): number | undefined;
  now(): number;
  acknowledged(answer: TrackAnswer, fixes: number): void;
  queued(count: number): void;
}

/** The server takes no more in one batch. */
const BATCH = 200;

/** Reports fixes in batches with their original instants; what is acknowledged is forgotten, nothing else is. */
export function trackOutbox(ports: TrackPorts) {
  let busy = false;
  const tell = async () => ports.queued(await ports.store.count());

  async function sendBatch(): Promise<"more" | "empty" | "later"> {
    const fixes = await ports.store.first(BATCH);
    const last = fixes.at(-1);
    if (!last) return "empty";
    const battery = ports.battery();
    let upTo = last.seq;
    try {
      const answer = await ports.post({
        device: ports.device,
        sentAt: new Date(ports.now()).toISOString(),
        datum: "wgs84",
        ...(battery === undefined ? {} : { battery }),
        fixes: fixes.map((fix) => ({ ...fix, t: new Date(fix.t).toISOString() })),
      });
      upTo = answer.ack;
      ports.acknowledged(answer, fixes.length);
    } catch (error) {
      ports.refused(error);
      if (ports.retryable(error)) return "later";
    }
    await ports.store.removeUpTo(upTo);
    return upTo >= (fixes[0]?.seq ?? 0) ? "more" : "later";
  }

  return {
    async add(fix: Omit<TrackFix, "seq">) {
      await ports.store.put(fix);
      await tell();
    },
    /** Safe to call as often as one likes; a failed flush leaves everything for the next one. */
    async flush() {
      if (busy) return;
      busy = true;
      try {
        await ports.alone(async () => {
          while ((await sendBatch()) === "more");
        });
        await tell();
      } catch {
        // The phone's store did not answer: everything is still in it for the next flush.
      } finally {
        busy = false;
      }
    },
  };
}
