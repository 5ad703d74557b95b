import type { Notice } from "../shown";
import { type Entry, isHeld, laneOf, nameOf, type Task, type TaskName } from "./task";

interface Seen {
  readonly entries: readonly Entry[];
  notice: Notice | undefined;
}

/** Takes presses into the outbox. True once the phone keeps them; what it cannot keep is said at once, never lost unseen. */
export function presses(shown: Seen, keep: (tasks: Task[]) => Promise<unknown>) {
  /** What is on its way into the outbox: a second tap of a quick thumb is the same press. */
  const inHand = new Set<string>();
  /** Pressed already, and nothing after it. */
  const waitsLast = (task: Task, name: TaskName) => {
    const last = shown.entries.findLast((entry) => laneOf(entry.task) === laneOf(task));
    return last !== undefined && nameOf(last.task) === name;
  };
  return async (tasks: Task[]): Promise<boolean> => {
    const [first] = tasks;
    if (!first) return false;
    const name = nameOf(first);
    if (inHand.has(name) || (isHeld(first) && waitsLast(first, name))) return false;
    inHand.add(name);
    shown.notice = undefined;
    try {
      await keep(tasks);
      return true;
    } catch {
      shown.notice = { kind: "unkept", step: name };
      return false;
    } finally {
      inHand.delete(name);
    }
  };
}
