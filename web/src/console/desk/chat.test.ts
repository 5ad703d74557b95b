import { beforeEach, expect, it, vi } from "vitest";
import type { Message } from "@/api/field";
import { store } from "@/live/picture";

const api = vi.hoisted(() => ({
  conversation: vi.fn(),
  sendMessage: vi.fn(),
  readMessages: vi.fn(async () => undefined),
  unreadMessages: vi.fn(async () => ({})),
}));
vi.mock("@/api/squads", () => api);

const { loadTalk, sendDraft, startChat, talkWith, unreadFrom, unreadTotal, write } = await import("./chat");

const line = (no: number, side: Message["side"] = "squad", text = `第${no}句`) =>
  ({ id: `m${no}`, no, at: "2026-11-24T01:00:00Z", by: "张", side, text }) as Message;
const news = (squad: string, message: Message, seq: number) => ({
  county: squad,
  seq,
  kind: "message" as const,
  body: { squad, message },
});
let squad = "";
let count = 0;
startChat();

beforeEach(() => {
  squad = `s${++count}`;
  api.conversation.mockResolvedValue({ messages: [line(2), line(1)], readBy: { dispatch: 1, squad: 0 } });
});

it("is read in order, and a line that comes twice stands once", async () => {
  await loadTalk(squad);
  store.feed([news(squad, line(3), 1), news(squad, line(3), 2)]);
  expect(talkWith(squad)?.messages.map(({ no }) => no)).toEqual([1, 2, 3]);
});

it("counts what crews write and nobody has read", () => {
  const before = unreadTotal.value;
  store.feed([news(squad, line(1), 1), news(squad, line(2, "dispatch"), 2)]);
  expect(unreadFrom(squad)).toBe(1);
  expect(unreadTotal.value).toBe(before + 1);
});

it("keeps a line that was not taken, says why, and sends it again under the same id", async () => {
  await loadTalk(squad);
  api.sendMessage.mockRejectedValueOnce(new Error("没有网络"));
  await write(squad, "请先稳住现场");
  const [draft] = talkWith(squad)?.sending ?? [];
  expect(draft).toMatchObject({ text: "请先稳住现场", problem: "没有网络" });
  api.sendMessage.mockResolvedValueOnce(line(3, "dispatch", "请先稳住现场"));
  if (draft) await sendDraft(squad, draft);
  expect(api.sendMessage.mock.calls.map(([, , id]) => id)).toEqual([draft?.id, draft?.id]);
  expect(talkWith(squad)).toMatchObject({ sending: [], messages: [{ no: 1 }, { no: 2 }, { no: 3 }] });
});
