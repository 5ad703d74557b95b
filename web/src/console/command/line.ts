import { locale } from "@/words/words";

export type Verb =
  | "dispatch"
  | "reassign"
  | "withdraw"
  | "locate"
  | "filter"
  | "incident"
  | "handover"
  | "duty"
  | "notify"
  | "new";

/** The verbs: the character dispatchers learn first, then what an English keyboard finds fast. */
export const VERBS: Record<Verb, readonly [string, ...string[]]> = {
  dispatch: ["派", "pai", "d"],
  reassign: ["改", "gai", "r"],
  withdraw: ["撤", "che", "x"],
  locate: ["定", "ding", "f"],
  filter: ["筛", "shai", "s"],
  incident: ["群", "qun", "incident", "in"],
  handover: ["交", "jiao", "ho"],
  duty: ["班", "ban", "du"],
  notify: ["通", "tong", "no"],
  new: ["新", "xin", "n"],
};

/** A verb as the page's language writes it. */
export const spelt = (verb: Verb) =>
  (locale.value === "en" ? VERBS[verb].at(-1) : undefined) ?? VERBS[verb][0];

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
