import { expect, it } from "vitest";
import type { Hub } from "@/live/connection";
import { deviceLink } from "./link";

const settle = () => new Promise((done) => setImmediate(done));

function dispatchCentre(failing: number) {
  const told: string[] = [];
  const pauses: (() => void)[] = [];
  const handlers = new Map<string, (message: never) => void>();
  let close: () => void = () => undefined;
  let starts = 0;
  const clocks = { alive: true };
  const hub = async (): Promise<Hub> => ({
    async start() {
      if (starts++ < failing) throw new Error("refused");
    },
    stop: async () => undefined,
    invoke: async <T>() => ({ serverNow: "", clocksAlive: clocks.alive }) as T,
    on: (method, handler) => void handlers.set(method, handler),
    onclose: (handler) => {
      close = handler;
    },
  });
  const link = deviceLink({
    createHub: hub,
    poll: async () => void told.push("poll"),
    now: (message) => told.push(`now ${message}`),
    clock: () => undefined,
    displaced: () => undefined,
    message: () => undefined,
    up: (up) => told.push(up ? "up" : "down"),
    heard: () => undefined,
    pulse: ({ clocksAlive }) => told.push(clocksAlive ? "alive" : "stopped"),
    pause: () => new Promise((go) => pauses.push(go)),
    random: () => 0.5,
  });
  return {
    link,
    told,
    clocks,
    next: () => pauses.shift()?.(),
    push: (m: string) => handlers.get("Now")?.(m as never),
    drop: () => close(),
  };
}

it("polls while the line is down, and dials again until it stands", async () => {
  const centre = dispatchCentre(2);
  void centre.link.run();
  for (let i = 0; i < 2; i++) {
    await settle();
    centre.next();
  }
  await settle();
  centre.push("job");
  expect(centre.told).toEqual(["down", "poll", "down", "poll", "up", "alive", "now job"]);
  centre.link.stop();
});

it("notices that the line was cut", async () => {
  const centre = dispatchCentre(0);
  void centre.link.run();
  await settle();
  centre.drop();
  await settle();
  expect(centre.told).toEqual(["up", "alive", "down", "poll"]);
  centre.link.stop();
});

it("hears with every heartbeat whether the server's clocks are alive", async () => {
  const centre = dispatchCentre(0);
  void centre.link.run();
  await settle();
  centre.clocks.alive = false;
  centre.next();
  await settle();
  expect(centre.told).toEqual(["up", "alive", "stopped"]);
  centre.link.stop();
});
