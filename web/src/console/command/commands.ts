import type { Candidate, SquadCard } from "@/api/shapes";
import type { Row } from "@/live/queue";
import { shortNo } from "@/live/stage";

/** What a typed line asks for. */
export type Order =
  | { do: "dispatch"; caseId: string; squadId: string }
  | { do: "reassign"; caseId: string; squadId: string }
  | { do: "withdraw"; caseId: string; reason: string }
  | { do: "act"; caseId: string; command: string }
  | { do: "select"; caseId: string }
  | { do: "locateCase"; caseId: string }
  | { do: "locateSquad"; squadId: string }
  | { do: "filter"; words: string[] }
  | { do: "new" };

export interface Completion {
  /** The line as it would read. */
  text: string;
  hint: string;
  order: Order;
}

export interface Desk {
  rows: readonly Row[];
  squads: readonly SquadCard[];
  selected: Row | undefined;
  candidates: readonly Candidate[];
  /** Words in the page's language. */
  hint: {
    candidate(candidate: Candidate): string;
    squad(squad: SquadCard): string;
    row(row: Row): string;
    verb(verb: Verb): string;
  };
}

export type Verb =
  | "dispatch"
  | "reassign"
  | "withdraw"
  | "locate"
  | "filter"
  | "triage"
  | "accept"
  | "reply"
  | "archive"
  | "new";

/** The verbs: the character dispatchers learn first, then what an English keyboard finds fast. */
export const VERBS: Record<Verb, readonly [string, ...string[]]> = {
  dispatch: ["派", "pai", "d"],
  reassign: ["改", "gai", "r"],
  withdraw: ["撤", "che", "x"],
  locate: ["定", "ding", "f"],
  filter: ["筛", "shai", "s"],
  triage: ["研", "yan", "t"],
  accept: ["受", "shou", "a"],
  reply: ["回", "hui", "h"],
  archive: ["归", "gui", "g"],
  new: ["新", "xin", "n"],
};

const ACTS: Partial<Record<Verb, string>> = {
  triage: "start-triage",
  accept: "accept",
  reply: "first-reply",
  archive: "archive",
};
const MOST = 8;

export interface Line {
  verb: Verb | undefined;
  words: string[];
}

/** A Chinese verb may stand directly before a number (派3310); anything else needs a space, so 定金 is searched for. */
export function parse(line: string): Line {
  const text = line.trim();
  for (const [verb, names] of Object.entries(VERBS) as [Verb, readonly string[]][]) {
    for (const [index, name] of names.entries()) {
      const rest = text.slice(name.length);
      const ends = index === 0 ? /^($|[\s\d#])/ : /^($|\s)/;
      if (text.toLowerCase().startsWith(name) && ends.test(rest)) {
        return { verb, words: rest.split(/\s+/).filter(Boolean) };
      }
    }
  }
  return { verb: undefined, words: text.split(/\s+/).filter(Boolean) };
}

/** Ranked completions; Enter takes the first. */
export function complete(line: string, desk: Desk): Completion[] {
  const { verb, words } = parse(line);
  if (line.trim() === "") return verbs(desk);
  switch (verb) {
    case "dispatch":
      return sendings("dispatch", words, desk);
    case "reassign":
      return sendings("reassign", words, desk);
    case "withdraw":
      return withdrawals(words, desk);
    case "locate":
      return locations(words, desk);
    case "filter":
      return [
        {
          text: [VERBS.filter[0], ...words].join(" "),
          hint: desk.hint.verb("filter"),
          order: { do: "filter", words },
        },
      ];
    case "new":
      return [{ text: VERBS.new[0], hint: desk.hint.verb("new"), order: { do: "new" } }];
    case undefined:
      return search(words, desk);
    default:
      return acts(verb, words, desk);
  }
}

const verbs = (desk: Desk): Completion[] =>
  (["dispatch", "locate", "withdraw", "filter", "new"] as const).flatMap((verb) => {
    const first = complete(VERBS[verb][0], desk)[0];
    return first ? [{ ...first, hint: desk.hint.verb(verb) }] : [];
  });

function sendings(verb: "dispatch" | "reassign", words: string[], desk: Desk): Completion[] {
  const named = words.length > 0 ? findRow(words[0], desk.rows) : undefined;
  const row = named ?? desk.selected;
  if (!row) return [];
  const wanted = (named ? words.slice(1) : words).join("").toLowerCase();
  const line = (code: string) => `${VERBS[verb][0]} ${shortNo(row.card.no)} ${code}`;
  const order = (squadId: string): Order => ({ do: verb, caseId: row.card.id, squadId });
  const offered =
    row.card.id === desk.selected?.card.id
      ? desk.candidates.map((candidate) => ({
          text: line(candidate.code),
          hint: desk.hint.candidate(candidate),
          order: order(candidate.squadId),
          code: candidate.code,
        }))
      : [];
  const known = new Set(offered.map((o) => o.code));
  const others = desk.squads
    .filter((squad) => !known.has(squad.code) && (squad.state === "available" || squad.state === "returning"))
    .filter((squad) => wanted !== "" || squad.county === row.card.county)
    .map((squad) => ({
      text: line(squad.code),
      hint: desk.hint.squad(squad),
      order: order(squad.id),
      code: squad.code,
    }));
  return [...offered, ...others]
    .filter(({ code }) => matches(code, wanted))
    .slice(0, wanted === "" && offered.length > 0 ? offered.length : MOST)
    .map(({ text, hint, order }) => ({ text, hint, order }));
}

function withdrawals(words: string[], desk: Desk): Completion[] {
  const named = words.length > 0 ? findRow(words[0], desk.rows) : undefined;
  const row = named ?? desk.selected;
  if (!row) return [];
  const reason = (named ? words.slice(1) : words).join(" ");
  const text = [VERBS.withdraw[0], shortNo(row.card.no), reason].filter(Boolean).join(" ");
  return [{ text, hint: desk.hint.row(row), order: { do: "withdraw", caseId: row.card.id, reason } }];
}

function locations(words: string[], desk: Desk): Completion[] {
  const wanted = words.join("").toLowerCase();
  if (wanted === "" && desk.selected) return [caseLine(desk.selected, "locateCase", desk, VERBS.locate[0])];
  return [
    ...desk.squads.filter((s) => matches(s.code, wanted)).map((s) => squadLine(s, desk, VERBS.locate[0])),
    ...desk.rows
      .filter((row) => rowMatches(row, wanted))
      .map((row) => caseLine(row, "locateCase", desk, VERBS.locate[0])),
  ].slice(0, MOST);
}

function acts(verb: Verb, words: string[], desk: Desk): Completion[] {
  const row = (words.length > 0 ? findRow(words[0], desk.rows) : undefined) ?? desk.selected;
  const command = ACTS[verb];
  if (!row || !command) return [];
  return [
    {
      text: `${VERBS[verb][0]} ${shortNo(row.card.no)}`,
      hint: `${desk.hint.verb(verb)} · ${desk.hint.row(row)}`,
      order: { do: "act", caseId: row.card.id, command },
    },
  ];
}

function search(words: string[], desk: Desk): Completion[] {
  const wanted = words.join("").toLowerCase();
  const exact = desk.rows.filter((row) => shortNo(row.card.no) === wanted);
  const others = desk.rows.filter((row) => !exact.includes(row) && rowMatches(row, wanted));
  return [
    ...exact.map((row) => caseLine(row, "select", desk)),
    ...desk.squads.filter((s) => matches(s.code, wanted)).map((s) => squadLine(s, desk)),
    ...others.map((row) => caseLine(row, "select", desk)),
  ].slice(0, MOST);
}

const caseLine = (row: Row, act: "select" | "locateCase", desk: Desk, verb?: string): Completion => ({
  text: [verb, shortNo(row.card.no), row.card.title].filter(Boolean).join(" "),
  hint: desk.hint.row(row),
  order: { do: act, caseId: row.card.id },
});

const squadLine = (squad: SquadCard, desk: Desk, verb?: string): Completion => ({
  text: [verb, squad.code].filter(Boolean).join(" "),
  hint: desk.hint.squad(squad),
  order: { do: "locateSquad", squadId: squad.id },
});

const findRow = (word: string | undefined, rows: readonly Row[]) => {
  const digits = word?.replace(/^#/, "");
  return digits && /^\d+$/.test(digits) ? rows.find((row) => shortNo(row.card.no) === digits) : undefined;
};

/** 潞州05 is found by 潞州05, 潞州5, 05 and 潞. */
export function matches(code: string, wanted: string): boolean {
  if (wanted === "") return true;
  const low = code.toLowerCase();
  return low.includes(wanted) || low.replace(/0(?=\d$)/, "").includes(wanted);
}

export function rowMatches(row: Row, wanted: string): boolean {
  if (wanted === "") return true;
  const { no, title, place, respondent, squadCode } = row.card;
  return [no, shortNo(no), title, place, respondent, squadCode].some((text) =>
    text?.toLowerCase().includes(wanted),
  );
}
