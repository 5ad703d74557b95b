import type { SquadCard } from "@/api/shapes";
import type { Row } from "@/live/queue";
import { shortNo } from "@/live/stage";
import { actionCompletions, actionLine, actionsNamed } from "./actions";
import { busyLines, said } from "./busyLines";
import { parse, spelt, VERBS } from "./line";
import { matches, rowMatches } from "./match";
import type { Completion, Desk, Order } from "./orders";

const MOST = 8;
const PLACES = 3;

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
          text: [spelt("filter"), ...words].join(" "),
          hint: desk.hint.verb("filter"),
          order: { do: "filter", words },
        },
      ];
    case "new":
      return [{ text: spelt("new"), hint: desk.hint.verb("new"), order: { do: "new" } }];
    case "incident":
      return crowds(words, desk);
    case "handover":
    case "duty":
    case "notify":
      return [{ text: spelt(verb), hint: desk.hint.verb(verb), order: { do: verb } }];
    case undefined: {
      const said = actionLine(line);
      const acts = said
        ? actionCompletions(said.commands, findRow(said.no, desk.rows) ?? desk.selected, desk)
        : [];
      return acts.length > 0 ? acts : search(words, desk);
    }
  }
}

const verbs = (desk: Desk): Completion[] =>
  (
    ["dispatch", "locate", "withdraw", "filter", "incident", "handover", "duty", "notify", "new"] as const
  ).flatMap((verb) => {
    const first = complete(VERBS[verb][0], desk)[0];
    return first ? [{ ...first, hint: desk.hint.verb(verb) }] : [];
  });

function sendings(verb: "dispatch" | "reassign", words: string[], desk: Desk): Completion[] {
  const named = words.length > 0 ? findRow(words[0], desk.rows) : undefined;
  const row = named ?? desk.selected;
  if (!row) return [];
  const typed = said(named ? words.slice(1) : words);
  const wanted = typed.squad;
  const line = (code: string) => `${spelt(verb)} ${shortNo(row.card.no)} ${code}`;
  const busy = () => busyLines(row.card, typed, desk, line, (sending) => ({ do: verb, ...sending }));
  if (typed.modes.length > 0) return busy().slice(0, MOST);
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
  const free = [...offered, ...others]
    .filter(({ code }) => matches(code, wanted))
    .slice(0, wanted === "" && offered.length > 0 ? offered.length : MOST)
    .map(({ text, hint, order }): Completion => ({ text, hint, order }));
  return wanted === "" ? free : [...free, ...busy()].slice(0, MOST);
}

/** Incidents by a part of their title; and one to be opened from a case. */
function crowds(words: string[], desk: Desk): Completion[] {
  const named = words.length > 0 ? findRow(words[0], desk.rows) : undefined;
  const wanted = (named ? [] : words).join("").toLowerCase();
  const known = named ? [] : desk.incidents.filter((one) => one.title.toLowerCase().includes(wanted));
  const row = named ?? desk.selected;
  const inOne = row?.card.incident !== undefined && !row.card.incidentOver;
  return [
    ...known.map(
      (one): Completion => ({
        text: `${spelt("incident")} ${one.title}`,
        hint: desk.hint.incident(one),
        order: { do: "incident", id: one.id },
      }),
    ),
    ...(row && !inOne && wanted === ""
      ? [
          {
            text: `${spelt("incident")} ${shortNo(row.card.no)}`,
            hint: desk.hint.drawUp(),
            order: { do: "drawUp", caseId: row.card.id } as const,
          },
        ]
      : []),
  ].slice(0, MOST);
}

function withdrawals(words: string[], desk: Desk): Completion[] {
  const named = words.length > 0 ? findRow(words[0], desk.rows) : undefined;
  const row = named ?? desk.selected;
  if (!row) return [];
  const reason = (named ? words.slice(1) : words).join(" ");
  const text = [spelt("withdraw"), shortNo(row.card.no), reason].filter(Boolean).join(" ");
  return [{ text, hint: desk.hint.row(row), order: { do: "withdraw", caseId: row.card.id, reason } }];
}

function locations(words: string[], desk: Desk): Completion[] {
  const wanted = words.join("").toLowerCase();
  if (wanted === "" && desk.selected) return [caseLine(desk.selected, "locateCase", desk, spelt("locate"))];
  return [
    ...desk.squads.filter((s) => matches(s.code, wanted)).map((s) => squadLine(s, desk, spelt("locate"))),
    ...desk.rows
      .filter((row) => rowMatches(row, wanted))
      .map((row) => caseLine(row, "locateCase", desk, spelt("locate"))),
  ].slice(0, MOST);
}

function search(words: string[], desk: Desk): Completion[] {
  const wanted = words.join("").toLowerCase();
  const exact = desk.rows.filter((row) => shortNo(row.card.no) === wanted);
  const others = desk.rows.filter((row) => !exact.includes(row) && rowMatches(row, wanted));
  return [
    ...exact.map((row) => caseLine(row, "select", desk)),
    ...desk.squads.filter((s) => matches(s.code, wanted)).map((s) => squadLine(s, desk)),
    ...merchants(wanted, desk),
    ...others.map((row) => caseLine(row, "select", desk)),
    ...desk.places
      .filter((place) => place.name.toLowerCase().includes(wanted))
      .slice(0, PLACES)
      .map(
        ({ name, lon, lat }): Completion => ({
          text: name,
          hint: desk.hint.place(),
          order: { do: "look", at: { lon, lat }, name },
        }),
      ),
    ...actionCompletions(actionsNamed(wanted), desk.selected, desk),
  ].slice(0, MOST);
}

/** Merchants with more than one case on the desk: their cases become the list. */
function merchants(wanted: string, desk: Desk): Completion[] {
  const counts = new Map<string, number>();
  for (const { card } of desk.rows) {
    const name = card.respondent;
    if (name?.toLowerCase().includes(wanted)) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts]
    .filter(([, count]) => count > 1)
    .map(([name, count]) => ({
      text: name,
      hint: desk.hint.merchant(count),
      order: { do: "merchant", name },
    }));
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
