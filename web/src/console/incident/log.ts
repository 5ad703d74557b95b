import type { TimelineEntry } from "@/api/shapes";
import { shortNo } from "@/live/stage";
import { listed } from "@/words/shared";

const list = (value: unknown) => (Array.isArray(value) ? (value as Record<string, string>[]) : []);
const no = (one: unknown) => `#${shortNo(String((one as { no?: string } | undefined)?.no ?? ""))}`;

/** What one line of an incident's log says besides its name. */
export function wordsOf({ type, facts }: TimelineEntry): string {
  switch (type) {
    case "incident-opened":
      return `${list(facts.cases).map(no).join(" ")} · ${facts.reason}`;
    case "incident-case-added":
      return no(facts.case);
    case "incident-case-removed":
      return `${no(facts)} · ${facts.reason}`;
    case "commander-named":
      return String((facts.squad as { code: string }).code);
    case "representatives-named":
      return listed(list(facts.cases).map(no));
    case "departments-alerted":
      return `${listed(list(facts.departments).map((one) => one.name ?? ""))} · ${facts.text}`;
    case "incident-closed":
      return String(facts.summary);
    default:
      return String(facts.text ?? "");
  }
}
