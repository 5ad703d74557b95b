import type { FullConfig } from "@playwright/test";
import { startSystem } from "./system.ts";

/** A system for each worker; squads arrive after three seconds at a place instead of thirty. */
export default async function globalSetup({ workers }: FullConfig): Promise<() => Promise<void>> {
  const started = await Promise.all(
    Array.from({ length: workers }, () => startSystem("--set", "Arrival__Dwell=00:00:03")),
  );
  process.env.OPSMAP_SYSTEMS = JSON.stringify(started.map(({ system }) => system));
  return async () => {
    await Promise.all(started.map(({ stop }) => stop()));
  };
}
