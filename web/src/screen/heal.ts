interface Kiosk {
  now(): number;
  reload(): void;
  /** Survives the reload: when the last one was. */
  last: { read(): number; write(at: number): void };
  later(run: () => void, ms: number): void;
}

const AFTER = 20_000;
const NOT_AGAIN_WITHIN = 10 * 60_000;

/** Nobody stands beside a wall to press F5: what cannot go on is begun anew, but never in a loop. */
export function healer(kiosk: Kiosk) {
  let waiting = false;
  return {
    broken() {
      if (waiting || kiosk.now() - kiosk.last.read() < NOT_AGAIN_WITHIN) return;
      waiting = true;
      kiosk.later(() => {
        kiosk.last.write(kiosk.now());
        kiosk.reload();
      }, AFTER);
    },
  };
}

/** Watches for a lost map and for errors nobody caught; every day before dawn the page starts afresh. */
export function healThisPage() {
  const KEY = "opsmap.screen.healed";
  const { broken } = healer({
    now: () => Date.now(),
    reload: () => location.reload(),
    last: {
      read: () => Number(localStorage.getItem(KEY) ?? 0),
      write: (at) => localStorage.setItem(KEY, String(at)),
    },
    later: (run, ms) => void setTimeout(run, ms),
  });
  addEventListener("error", broken);
  addEventListener("unhandledrejection", broken);
  document.addEventListener("webglcontextlost", broken, true);
  const dawn = new Date();
  dawn.setHours(28, 20, 0, 0);
  setTimeout(() => location.reload(), dawn.getTime() - Date.now());
}
