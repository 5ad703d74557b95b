import { get, post } from "./http";

/** A device that reports a squad's position by itself (定位设备). */
export interface Tracker {
  id: string;
  squad: string;
  squadCode: string;
  name: string;
  createdAt: string;
  revokedAt?: string;
  seenAt?: string;
  /** From 0 to 1. */
  battery?: number;
}

/** What the device is told: its token, the address with it, and that as a code to scan. */
export interface TrackerAddress {
  token: string;
  address: string;
  code: { size: number; path: string };
}

export const trackers = (signal: AbortSignal) => get<Tracker[]>("/api/trackers", signal);
export const enterTracker = (commandId: string, squad: string, name: string) =>
  post<{ id: string }>("/api/trackers", { commandId, squad, name });
export const takeOutTracker = (id: string, commandId: string) =>
  post<unknown>(`/api/trackers/${id}/take-out`, { commandId });
export const trackerAddress = (id: string) => get<TrackerAddress>(`/api/trackers/${id}/token`);
