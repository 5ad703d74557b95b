import { expect, it } from "vitest";
import { isHeld, type Task } from "./task";

const ofCase = (type: string): Task => ({ to: "case", caseId: "c", command: { type } });
const ofSquad = (type: string): Task => ({ to: "squad", squadId: "s", command: { type } });

it("holds every step that may be taken back, and nothing whose instant effect is the point", () => {
  const held = [
    ...["respond", "depart", "arrive", "finish-scene", "agree", "close", "feedback", "decline-directive"].map(
      ofCase,
    ),
    ...["ready", "start-break", "end-break", "clock-off", "clear-sos"].map(ofSquad),
  ];
  expect(held.filter((task) => !isHeld(task))).toEqual([]);
  const atOnce: Task[] = [
    ofCase("ack-directive"),
    ofSquad("raise-sos"),
    { to: "message", squadId: "s", text: "到了" },
    { to: "evidence", caseId: "c", kind: "photo", thumb: "" },
  ];
  expect(atOnce.filter(isHeld)).toEqual([]);
});
