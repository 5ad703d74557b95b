import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { followUpdates } from "./updates";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A browser with a worker that runs already, and one that may be waiting. */
function browser(controlled: boolean) {
  const heard = new Map<string, () => void>();
  const told: string[] = [];
  const registration = {
    active: controlled ? {} : null,
    waiting: null as null | { postMessage(word: string): void },
    installing: { addEventListener: (_: string, on: () => void) => void heard.set("installed", on) },
    addEventListener: (name: string, on: () => void) => void heard.set(name, on),
    update: async () => undefined,
  };
  const container = {
    controller: controlled ? {} : null,
    addEventListener: (name: string, on: () => void) => void heard.set(name, on),
    register: async () => registration,
    ready: Promise.resolve(registration),
  };
  return {
    told,
    container: container as unknown as ServiceWorkerContainer,
    comes() {
      heard.get("updatefound")?.();
      registration.waiting = {
        postMessage(word) {
          told.push(word);
          heard.get("controllerchange")?.();
        },
      };
      heard.get("installed")?.();
    },
    takesOver() {
      registration.active = {};
      registration.waiting = null;
      heard.get("installed")?.();
      heard.get("controllerchange")?.();
    },
  };
}

it("brings a new version in when the crew is idle, and not before", async () => {
  const b = browser(true);
  let calm = false;
  const reload = vi.fn();
  const { shown } = followUpdates(() => calm, b.container, reload);
  await vi.advanceTimersByTimeAsync(0);
  expect(shown.ready).toBe(true);
  b.comes();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(shown.newer).toBe(true);
  expect([b.told, reload.mock.calls.length]).toEqual([[], 0]);
  calm = true;
  await vi.advanceTimersByTimeAsync(10_000);
  expect(b.told).toEqual(["take-over"]);
  expect(reload).toHaveBeenCalledOnce();
});

it("does not reload the very first page when its worker begins to serve it", async () => {
  const b = browser(false);
  const reload = vi.fn();
  const { shown } = followUpdates(() => true, b.container, reload);
  await vi.advanceTimersByTimeAsync(0);
  b.comes();
  b.takesOver();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(shown.newer).toBe(false);
  expect(reload).not.toHaveBeenCalled();

  // the page has stood open since, and a real new one comes
  b.comes();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(b.told).toEqual(["take-over"]);
  expect(reload).toHaveBeenCalledOnce();
});

it("says why the page will not open without a network", async () => {
  expect(followUpdates(() => true, null).shown.failed).toBe("insecure");
  const untrusted = {
    ...browser(false).container,
    register: async () => Promise.reject(new Error("certificate")),
  };
  const { shown } = followUpdates(() => true, untrusted as unknown as ServiceWorkerContainer);
  await vi.advanceTimersByTimeAsync(0);
  expect(shown).toMatchObject({ ready: false, failed: "certificate" });
});
