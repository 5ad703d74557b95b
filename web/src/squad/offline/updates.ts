import { shallowReactive } from "vue";

const LOOK_EVERY = 30 * 60_000;
const CALM_EVERY = 5_000;

/**
 * Keeps the page openable without a network, and brings new versions in quietly:
 * never while the crew is at work, something is written or waits to be reported.
 */
export function followUpdates(
  calm: () => boolean,
  workers: ServiceWorkerContainer | null = navigator.serviceWorker ?? null,
  reload = () => location.reload(),
) {
  const shown = shallowReactive({
    /** The page opens without a network from now on. */
    ready: false,
    /** Why it never will: no https, or a certificate this phone does not trust. */
    failed: undefined as string | undefined,
    newer: false,
  });
  let next: ServiceWorker | null = null;

  /** The very first worker waits for a moment, too, but it follows nobody. */
  function look(registration: ServiceWorkerRegistration) {
    next = registration.active ? registration.waiting : null;
    shown.newer ||= next !== null;
  }

  async function begin(container: ServiceWorkerContainer) {
    let controlled = container.controller !== null;
    container.addEventListener("controllerchange", () => {
      // The first worker takes a page over that is as new as itself.
      if (controlled) {
        next = null;
        shown.newer = true;
      }
      controlled = true;
    });
    const registration = await container.register("/squad-worker.js", {
      scope: "/squad",
      updateViaCache: "none",
    });
    registration.addEventListener("updatefound", () =>
      registration.installing?.addEventListener("statechange", () => look(registration)),
    );
    look(registration);
    // An unreachable server is no news here: the status bar shows it.
    setInterval(() => void registration.update().catch(() => undefined), LOOK_EVERY);
    await container.ready;
    shown.ready = true;
  }

  /** The new worker first, then the page that belongs to it. */
  function update() {
    if (next) next.postMessage("take-over");
    else reload();
  }

  if (!workers) shown.failed = "insecure";
  else
    begin(workers).catch((error: Error) => {
      shown.failed = error.message;
    });
  setInterval(() => shown.newer && calm() && update(), CALM_EVERY);

  return { shown, update };
}

export type Updates = ReturnType<typeof followUpdates>;
