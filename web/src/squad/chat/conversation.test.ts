import { expect, it } from "vitest";
import type { Message } from "@/api/shapes";
import { conversation } from "./conversation";

const line = (no: number, side: Message["side"]): Message => ({
  id: `m${no}`,
  no,
  at: "",
  by: "",
  side,
  text: `${no}`,
});

it("is in order and has each line once, however it comes", () => {
  const talk = conversation();
  talk.hear({ squad: "s", message: line(3, "dispatch") });
  talk.take({
    messages: [line(1, "squad"), line(2, "dispatch"), line(3, "dispatch")],
    readBy: { dispatch: 1, squad: 0 },
  });
  expect(talk.lines().map((m) => m.no)).toEqual([1, 2, 3]);
  expect(talk.first()).toBe(1);
});

it("knows what nobody here has read, and never unreads", () => {
  const talk = conversation();
  talk.take({ messages: [line(1, "dispatch"), line(2, "squad")], readBy: { dispatch: 0, squad: 0 } });
  expect(talk.unread()).toBe(1);
  talk.hear({ squad: "s", readBy: { dispatch: 2, squad: 1 } });
  talk.hear({ squad: "s", readBy: { dispatch: 0, squad: 0 } });
  expect(talk.unread()).toBeUndefined();
  expect(talk.readBy()).toEqual({ dispatch: 2, squad: 1 });
});
