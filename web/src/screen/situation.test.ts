import { expect, it } from "vitest";
import { followSituation, type Situation } from "./situation";

it("goes on after an outage, slower while it lasts, and stops only when signed out", async () => {
  const answers: (number | { status: number })[] = [1, { status: 503 }, { status: 0 }, 2, { status: 401 }];
  const told: unknown[] = [];
  await followSituation({
    ask: async () => {
      const answer = answers.shift();
      if (typeof answer === "number") return { serverNow: String(answer) } as Situation;
      throw answer;
    },
    take: (s) => told.push(s.serverNow),
    signedOut: () => told.push("signed out"),
    pause: async (ms) => void told.push(ms),
  });
  expect(told).toEqual(["1", 5000, 10_000, 20_000, "2", 5000, "signed out"]);
});
