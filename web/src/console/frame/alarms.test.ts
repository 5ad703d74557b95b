import { expect, it } from "vitest";
import type { CaseCard, ClockPassed, SquadCard } from "@/api/shapes";
import { alarms } from "./alarms";
import type { Sound } from "./beeper";

function seat() {
  const heard: Sound[] = [];
  const clock = { t: 0 };
  const desk = alarms(
    { arm: async () => undefined, armed: () => true, play: (sound) => void heard.push(sound) },
    () => clock.t,
  );
  return { heard, clock, desk };
}
const arrived = { kind: "case", before: undefined, after: { workflow: "received" } as CaseCard } as const;
const passed = (step: ClockPassed["step"], clock: ClockPassed["clock"] = "C1") =>
  ({ kind: "clock", passed: { step, clock } as ClockPassed }) as const;

it("a new case sounds once; a change to a known one does not", () => {
  const { heard, desk } = seat();
  desk.hear(arrived);
  desk.hear({ ...arrived, before: arrived.after });
  expect(heard).toEqual(["newCase"]);
});

it("warnings and breaches have their own sounds; the receipt clock has none here", () => {
  const { heard, clock, desk } = seat();
  for (const change of [passed("warn1"), passed("warn2"), passed("breach"), passed("breach", "ack")]) {
    desk.hear(change);
    clock.t += 2_000;
  }
  expect(heard).toEqual(["half", "urge", "breach"]);
});

it("of several at once the heaviest wins", () => {
  const { heard, desk } = seat();
  desk.hear(passed("warn2"));
  desk.hear(arrived);
  desk.hear(passed("warn1"));
  desk.hear(passed("breach"));
  expect(heard).toEqual(["urge", "breach"]);
});

it("a breach comes back every minute until silenced, and again after five", () => {
  const { heard, clock, desk } = seat();
  for (; clock.t < 120_000; clock.t += 1_000) desk.tick(1, 0);
  expect(heard).toEqual(["breach", "breach"]);
  desk.silence();
  for (; clock.t < 120_000 + 300_000; clock.t += 1_000) desk.tick(1, 0);
  expect(heard).toHaveLength(2);
  desk.tick(1, 0);
  expect(heard).toHaveLength(3);
  desk.tick(0, 0);
});

it("turned off, nothing sounds", () => {
  const { heard, desk } = seat();
  desk.turn(false);
  desk.hear(arrived);
  desk.tick(3, 0);
  expect(heard).toEqual([]);
});

it("a crew that calls for help is heard through the silence, and again until it is closed", () => {
  const { heard, clock, desk } = seat();
  const calling = { sos: { at: "2026-11-24T01:00:00Z", by: "张" } } as SquadCard;
  clock.t = 100_000;
  desk.silence();
  desk.hear({ kind: "squad", before: undefined, after: calling });
  desk.hear({ kind: "squad", before: calling, after: calling });
  desk.tick(0, 1);
  expect(heard).toEqual(["sos"]);
  clock.t += 5 * 60_000;
  desk.tick(0, 1);
  desk.tick(0, 0);
  expect(heard).toEqual(["sos", "sos"]);
});
