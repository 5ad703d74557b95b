import type { Hub } from "@/live/connection";
import type { Pulse } from "./api";

interface LinkPorts {
  createHub: () => Promise<Hub>;
  /** Asks for the present state over plain HTTP: at once on the way up, and while the hub is down. */
  poll(): Promise<void>;
  now(message: string): void;
  clock(message: string): void;
  displaced(message: string): void;
  message(message: string): void;
  up(up: boolean): void;
  heard(): void;
  /** How the server is: its time, and whether its clocks are alive. */
  pulse(pulse: Pulse): void;
  pause?: (ms: number) => Promise<void>;
  random?: () => number;
}

const PING_EVERY = 10_000;
const SILENCE = 8_000;

/** The squad's line to the server: pushes while it stands, polls while it does not, and never gives up. */
export function deviceLink(ports: LinkPorts) {
  let wake: (() => void) | undefined;
  let ended = false;
  const random = ports.random ?? Math.random;
  const pause =
    ports.pause ??
    ((ms: number) =>
      new Promise<void>((done) => {
        const timer = setTimeout(done, ms);
        wake = () => {
          clearTimeout(timer);
          done();
        };
      }));

  async function standing(hub: Hub) {
    let closed = false;
    const closing = new Promise<void>((done) =>
      hub.onclose(() => {
        closed = true;
        done();
      }),
    );
    const hears = (name: string, take: (message: string) => void) =>
      hub.on(name, (message: string) => {
        ports.heard();
        take(message);
      });
    hears("Now", ports.now);
    hears("Clock", ports.clock);
    hears("Displaced", ports.displaced);
    hears("Message", ports.message);
    await hub.start();
    ports.up(true);
    while (!closed && !ended) {
      const pulse = await within(SILENCE, hub.invoke<Pulse>("Ping"));
      ports.heard();
      ports.pulse(pulse);
      await Promise.race([pause(PING_EVERY), closing]);
    }
  }

  async function run() {
    for (let attempt = 0; !ended; attempt++) {
      let hub: Hub | undefined;
      try {
        hub = await ports.createHub();
        await standing(hub);
        attempt = 0;
      } catch {
        // Whatever broke the line, the answer is the same: hang up, poll, dial again.
        await hub?.stop().catch(() => undefined);
      }
      ports.up(false);
      if (ended) return;
      await ports.poll().catch(() => undefined);
      await pause(Math.min(15_000, 1_000 * 2 ** Math.min(attempt, 5)) * (0.5 + random()));
    }
  }

  return {
    run,
    /** The page is in front again, or the network says it is back. */
    wake: () => wake?.(),
    stop() {
      ended = true;
      wake?.();
    },
  };
}

function within<T>(ms: number, answer: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const silence = new Promise<never>((_, fail) => {
    timer = setTimeout(() => fail(new Error("silence")), ms);
  });
  return Promise.race([answer, silence]).finally(() => clearTimeout(timer));
}
