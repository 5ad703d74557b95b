import type { AuditLine, AuditQuestion } from "@/api/audit";
import { zh } from "@/words/admin.zh";

const DAY_MS = 86_400_000;
const UUID = /^[0-9a-f]{8}-[0-9a-f-]{27}$/;

/** Everything the trail has a word for. */
export const ACTIONS = Object.keys(zh)
  .filter((key) => key.startsWith("action."))
  .map((key) => key.slice("action.".length));

/** Days as typed are days here (UTC+8), the last one included. */
export function questionOf(typed: {
  person: string;
  action: string;
  from: string;
  to: string;
}): AuditQuestion {
  const start = (day: string) => Date.parse(`${day}T00:00:00+08:00`);
  return {
    ...(typed.person.trim() ? { person: typed.person.trim() } : {}),
    ...(typed.action ? { action: typed.action } : {}),
    ...(typed.from ? { from: new Date(start(typed.from)).toISOString() } : {}),
    ...(typed.to ? { to: new Date(start(typed.to) + DAY_MS).toISOString() } : {}),
  };
}

/** The name of what it is about, or what stands for it; of an id the end is enough to tell two apart. */
export const aboutOf = (line: AuditLine) =>
  line.subjectName ??
  (line.subject && UUID.test(line.subject) ? `…${line.subject.slice(-8)}` : (line.subject ?? ""));

export const factsOf = (line: AuditLine, named: (group: string, code: string) => string) =>
  Object.entries(line.facts)
    .map(([name, value]) => `${named("fact", name)} ${name === "of" ? named("action", value) : value}`)
    .join(" · ");
