import { startSystem } from "./system.ts";

/** One system for the whole run; squads arrive after three seconds at a place instead of thirty. */
export default async function globalSetup(): Promise<() => Promise<void>> {
  const { system, stop } = await startSystem("--set", "Arrival__Dwell=00:00:03");
  process.env.OPSMAP_SYSTEM = JSON.stringify(system);
  return stop;
}
