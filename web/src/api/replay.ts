import { post } from "./http";
import type { FeedRow, Snapshot } from "./shapes";

/** [slot, epoch ms when the map showed it, lon·1e6, lat·1e6, accuracy m, heading or -1, speed m/s or -1, its age then in s] */
export type RecordedFix = [number, number, number, number, number, number, number, number];

/** A stretch of the past: how things stood at its beginning, and what changed until its end. */
export interface Recording {
  from: string;
  to: string;
  snapshot: Snapshot;
  rows: (FeedRow & { at: string })[];
  fixes: RecordedFix[];
}

/** The reason is recorded with the name of who looked. */
export const recording = (from: Date, to: Date, reason: string, signal?: AbortSignal) =>
  post<Recording>("/api/replay", { from: from.toISOString(), to: to.toISOString(), reason }, signal);
