import { expect, type PlaywrightWorkerArgs } from "@playwright/test";
import type { System } from "./system.ts";

/** A squad that works over the same addresses as its phone would, without a screen. */
export async function crew(playwright: PlaywrightWorkerArgs["playwright"], on: System, code: string) {
  const origin = on.urls[0];
  const request = await playwright.request.newContext({
    baseURL: origin,
    extraHTTPHeaders: { Origin: origin },
  });
  const post = async (path: string, data: object) => {
    const answer = await request.post(path, { data });
    expect(answer.ok(), `${path}: ${await answer.text()}`).toBe(true);
    return answer.json();
  };
  await post("/api/demo/session", { key: on.demoKey, role: "squad", squad: code });
  const { squad } = await (await request.get("/api/session")).json();
  const say = (command: object) =>
    post(`/api/squads/${squad.id}/commands`, { commandId: crypto.randomUUID(), command });
  let seq = 0;
  const device = `e2e-${crypto.randomUUID()}`;
  return {
    code,
    id: squad.id as string,
    say,
    clockOn: () =>
      say({ type: "clock-on", crew: 2, members: ["演示甲", "演示乙"], noticeVersion: "2026-11" }),
    clockOff: async () => {
      await say({ type: "clock-off" });
      await request.dispose();
    },
    /** Where it is now. */
    at(lon: number, lat: number) {
      const t = new Date().toISOString();
      return post("/api/squad/track", {
        device,
        sentAt: t,
        datum: "wgs84",
        fixes: [{ seq: ++seq, t, lon, lat, acc: 8 }],
      });
    },
  };
}
export type Crew = Awaited<ReturnType<typeof crew>>;
