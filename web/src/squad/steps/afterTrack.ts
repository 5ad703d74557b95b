import type { Task } from "./task";

/**
 * What was seen on duty is reported before duty ends, and what was seen at the scene before it is proved from it;
 * a call for help waits only a moment for where it comes from. Milliseconds, then it goes without.
 */
const AFTER_TRACK: Record<string, number> = {
  arrive: 20_000,
  "finish-scene": 20_000,
  close: 20_000,
  "clock-off": 20_000,
  "start-break": 20_000,
  "raise-sos": 1_500,
};

/** How long a task waits for the track before it; nothing when it does not. */
export const trackPatience = (task: Task): number | undefined =>
  task.to === "case" || task.to === "squad" ? AFTER_TRACK[task.command.type] : undefined;
