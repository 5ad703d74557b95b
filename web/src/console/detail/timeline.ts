import type { TimelineEntry } from "@/api/shapes";
import { consoleWords as t } from "@/words/console";
import { named } from "@/words/shared";

type Facts = Record<string, unknown>;
const text = (value: unknown) =>
  typeof value === "string" && value.trim() !== "" ? value.trim() : undefined;
const option = (value: unknown) => {
  const key = `option.${value}`;
  return t.has(key) ? t(key as "option.yes") : undefined;
};

/** What happened, in one line. */
export function heading(entry: TimelineEntry): string {
  if (entry.type === "clock-passed") {
    const key = `passed.${entry.facts.step}`;
    const clock = named("clock", String(entry.facts.clock));
    if (t.has(key)) return t(key as "passed.warn1", { clock });
  }
  const key = `event.${entry.type}`;
  return t.has(key) ? t(key as "event.case-received") : entry.type;
}

/** What was said with it: only facts a reader needs, in a fixed order. */
export function saying(entry: TimelineEntry, codeOf: (squad: string) => string | undefined): string {
  const f: Facts = entry.facts;
  const squad = text(f.squadCode) ?? (typeof f.squad === "string" ? codeOf(f.squad) : undefined);
  const reply = f.reply as Facts | undefined;
  const parts = [
    squad,
    entry.type === "directive-issued" || entry.type === "directive-reassigned" ? text(f.no) : undefined,
    Array.isArray(f.situations)
      ? f.situations.map((s) => named("situation", s as number)).join("、")
      : undefined,
    entry.type === "opinion-given" ? option(f.unit) : text(f.unit),
    text(reply?.handlingUnit),
    option(reply?.accepted),
    option(f.mode),
    f.outcome === undefined ? undefined : named("outcome", String(f.outcome)),
    text(f.reason),
    text(f.text),
    text(f.note),
    text(f.remark),
    text(f.comment),
    typeof f.recoveredAmount === "number" ? `¥${f.recoveredAmount}` : undefined,
  ];
  return parts.filter(Boolean).join(" · ");
}
