import { computed, reactive, shallowReactive } from "vue";
import type { Message, MessageNews, ReadBy } from "@/api/field";
import { newId } from "@/api/ids";
import type { Problem } from "@/api/problem";
import { conversation, readMessages, sendMessage, unreadMessages } from "@/api/squads";
import { store } from "@/live/picture";
import { openedUnit } from "./unit";

/** A line written here that the server has not taken yet: it stays until it has. */
export interface Draft {
  id: string;
  text: string;
  caseId?: string;
  problem?: string;
}

export interface Talk {
  messages: Message[];
  readBy: ReadBy;
  sending: Draft[];
  /** There may be earlier lines. */
  more: boolean;
}

const PAGE = 50;
const talks = shallowReactive(new Map<string, Talk>());
const unread = reactive(new Map<string, number>());

export const talkWith = (squad: string) => talks.get(squad);
export const unreadFrom = (squad: string) => unread.get(squad) ?? 0;
export const unreadTotal = computed(() => [...unread.values()].reduce((sum, n) => sum + n, 0));
export const longestUnread = computed(() => [...unread].find(([, n]) => n > 0)?.[0]);

const change = (squad: string, part: Partial<Talk>) => {
  const talk = talks.get(squad);
  if (talk) talks.set(squad, { ...talk, ...part });
};
const merged = (known: Message[], more: Message[]) =>
  [...new Map([...known, ...more].map((message) => [message.no, message])).values()].sort(
    (a, b) => a.no - b.no,
  );

/** Reads a conversation, or the page before what is known of it. */
export async function loadTalk(squad: string, earlier = false) {
  const known = talks.get(squad);
  const before = earlier ? known?.messages[0]?.no : undefined;
  const { messages, readBy } = await conversation(squad, before);
  talks.set(squad, {
    messages: merged(known?.messages ?? [], messages),
    readBy,
    sending: known?.sending ?? [],
    more: messages.length === PAGE,
  });
}

/** What has been seen is read; the server tells the crew. */
export async function markRead(squad: string) {
  const last = talks.get(squad)?.messages.at(-1)?.no;
  if (last === undefined || unreadFrom(squad) === 0) return;
  unread.delete(squad);
  await readMessages(squad, last).catch(() => void countUnread());
}

export async function write(squad: string, text: string, caseId?: string) {
  const draft: Draft = { id: newId(), text, ...(caseId ? { caseId } : {}) };
  change(squad, { sending: [...(talks.get(squad)?.sending ?? []), draft] });
  await sendDraft(squad, draft);
}

/** The same id each time: however often it is sent, it is said once. */
export async function sendDraft(squad: string, draft: Draft) {
  const others = () => (talks.get(squad)?.sending ?? []).filter((other) => other.id !== draft.id);
  try {
    const { problem: _, ...waiting } = draft;
    change(squad, { sending: [...others(), waiting] });
    const message = await sendMessage(squad, draft.text, draft.id, draft.caseId);
    change(squad, { sending: others(), messages: merged(talks.get(squad)?.messages ?? [], [message]) });
  } catch (error) {
    change(squad, { sending: [...others(), { ...draft, problem: (error as Problem).message }] });
  }
}

async function countUnread() {
  const counts = await unreadMessages();
  unread.clear();
  for (const [squad, n] of Object.entries(counts)) if (n > 0) unread.set(squad, n);
}

function hear({ squad, message, readBy }: MessageNews) {
  const talk = talks.get(squad);
  if (readBy) change(squad, { readBy });
  if (!message) return;
  if (talk) change(squad, { messages: merged(talk.messages, [message]) });
  if (message.side !== "squad") return;
  unread.set(squad, unreadFrom(squad) + 1);
  if (openedUnit.value?.squad.id === squad && !document.hidden) void markRead(squad);
}

/** Follows what crews write; after a reconnect everything is counted again. */
export function startChat() {
  store.subscribe((change) => {
    if (change.kind === "message") hear(change.news);
    else if (change.kind === "reset") {
      void countUnread().catch(() => undefined);
      for (const squad of talks.keys()) void loadTalk(squad).catch(() => undefined);
    }
  });
}
