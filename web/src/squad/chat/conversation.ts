import type { Message, MessageNews, Messages, ReadBy } from "@/api/shapes";

/** A conversation as far as this phone has read it, in order, each line once. */
export function conversation() {
  const lines = new Map<string, Message>();
  const readBy: ReadBy = { dispatch: 0, squad: 0 };

  const read = (by: ReadBy | undefined) => {
    if (!by) return;
    readBy.dispatch = Math.max(readBy.dispatch, by.dispatch);
    readBy.squad = Math.max(readBy.squad, by.squad);
  };

  return {
    take({ messages, readBy: by }: Messages) {
      for (const message of messages) lines.set(message.id, message);
      read(by);
    },
    hear({ message, readBy: by }: MessageNews) {
      if (message) lines.set(message.id, message);
      read(by);
    },
    lines: () => [...lines.values()].sort((a, b) => a.no - b.no),
    has: (id: string) => lines.has(id),
    readBy: (): ReadBy => ({ ...readBy }),
    first: () => Math.min(...[...lines.values()].map(({ no }) => no)),
    /** The last line dispatch wrote that nobody here has read. */
    unread() {
      const last = Math.max(
        0,
        ...[...lines.values()].filter((m) => m.side === "dispatch").map(({ no }) => no),
      );
      return last > readBy.squad ? last : undefined;
    },
  };
}
