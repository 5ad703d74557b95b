/** Another tab that has not answered for so long sleeps: it may no longer keep the rest from reporting. */
const ASLEEP = 60_000;

/**
 * One tab of this phone at a time reports. Without web locks (no https) every tab does:
 * the server acts once on an id, however often it comes.
 */
export function oneTab(
  name: string,
  locks: LockManager | null = navigator.locks ?? null,
  now = () => performance.now(),
) {
  let waiting: number | undefined;
  return async (run: () => Promise<void>): Promise<void> => {
    if (!locks) return run();
    const asleep = waiting !== undefined && now() - waiting > ASLEEP;
    let running: Promise<void> | undefined;
    try {
      await locks.request(name, asleep ? { steal: true } : { ifAvailable: true }, async (lock) => {
        if (!lock) {
          waiting ??= now();
          return;
        }
        waiting = undefined;
        running = run();
        await running;
      });
    } catch (error) {
      if ((error as Error).name !== "AbortError") throw error;
      // Another tab took this one for asleep: what was begun here still comes to its own end.
      await running;
    }
  };
}

/** The other tabs of this phone: told that something in the common store has changed. */
export function otherTabs(name: string, changed: () => void) {
  const channel = new BroadcastChannel(name);
  channel.onmessage = changed;
  return () => channel.postMessage("changed");
}
