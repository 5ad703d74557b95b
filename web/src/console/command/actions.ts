import type { Action } from "@/api/shapes";
import type { Row } from "@/live/queue";
import { shortNo } from "@/live/stage";
import { procedureWords as p } from "@/words/procedure";
import { KEYS } from "./keys";
import type { Completion, Desk } from "./orders";

const MOST = 8;
/** A key is followed by nothing, a space or a number: 受3310, 受 3310, never 受理费. */
const LINE = /^([^\s\d#]+)\s*(#?\d+)?(?:\s|$)/;

/** The actions a typed line may mean, and the number it names. */
export function actionLine(line: string): { commands: string[]; no: string | undefined } | undefined {
  const [, word, no] = LINE.exec(line.trim()) ?? [];
  if (word === undefined) return undefined;
  const wanted = word.toLowerCase();
  const keyed = Object.keys(KEYS).filter((command) => KEYS[command]?.includes(wanted));
  return keyed.length > 0 ? { commands: keyed, no } : undefined;
}

/** Actions by a part of their name: 终止 finds 终止调解. */
export const actionsNamed = (word: string) =>
  word.length < 2
    ? []
    : Object.keys(KEYS).filter((command) => p.named("command", command).toLowerCase().includes(word));

/** What is open first, then what is not, with the server's reason; other posts' actions are left out. */
export function actionCompletions(
  commands: readonly string[],
  row: Row | undefined,
  desk: Desk,
): Completion[] {
  if (!row) return [];
  const known = row.card.id === desk.selected?.card.id ? desk.actions : [];
  const of = new Map(known.map((action) => [action.command, action]));
  const rank = (action: Action | undefined) => (action === undefined || action.allowed ? 0 : 1);
  return commands
    .filter((command) => known.length === 0 || of.has(command))
    .filter((command) => of.get(command)?.code !== "wrong-role")
    .map((command) => ({ command, action: of.get(command) }))
    .sort((a, b) => rank(a.action) - rank(b.action))
    .slice(0, MOST)
    .map(({ command, action }) => completion(command, action, row, desk));
}

function completion(command: string, action: Action | undefined, row: Row, desk: Desk): Completion {
  const text = `${KEYS[command]?.[0]} ${shortNo(row.card.no)} ${p.named("command", command)}`;
  if (action && !action.allowed) {
    const why = action.why ?? action.code ?? "";
    return { text, hint: why, barred: true, order: { do: "barred", why } };
  }
  return { text, hint: desk.hint.row(row), order: { do: "act", caseId: row.card.id, command } };
}
