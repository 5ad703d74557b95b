import type { Receipt } from "@/api/advice";
import type { CaseKind, TimelineEntry } from "@/api/shapes";
import { shortNo } from "@/live/stage";
import { procedureWords as p } from "@/words/procedure";
import { recordWords as t } from "@/words/record";
import { dateOf, listed, momentOf, named } from "@/words/shared";
import { groundText } from "../forms/grounds";

type Facts = Record<string, unknown>;
const text = (value: unknown) =>
  typeof value === "string" && value.trim() !== "" ? value.trim() : undefined;
const option = (value: unknown) =>
  typeof value === "string" ? (p.has(`option.${value}`) ? p.named("option", value) : value) : undefined;
const when = (value: unknown, word: string | undefined) => (value === true ? word : undefined);
const no = (value: unknown) => (typeof value === "string" ? t("says.no", { no: shortNo(value) }) : undefined);

/** What happened, in one line. */
export function heading(entry: TimelineEntry): string {
  const f: Facts = entry.facts;
  const clock = named("clock", String(f.clock));
  if (entry.type === "clock-passed") {
    const holder = text(f.holder);
    if (f.step === "breach" && holder)
      return t("passed.breachBy", { clock, holder: t.named("holder", holder) });
    const key = `passed.${f.step}`;
    if (t.has(key)) return t(key, { clock });
  }
  if (entry.type === "clock-set") return `${clock} · ${t("event.clock-set")}`;
  if (entry.type === "card-issued" && text(f.card)) return `${option(f.card)} · ${clock}`;
  const key = `event.${entry.type}`;
  return t.has(key) ? t(key) : entry.type;
}

/** How and when the complainant was told. */
const told = (f: Facts) =>
  f.toldAt && text(f.channel)
    ? t("says.told", { channel: String(option(f.channel)), at: momentOf(String(f.toldAt)) })
    : undefined;

type Says = (f: Facts, codeOf: (squad: string) => string | undefined) => (string | undefined)[];

/** Events whose facts are not told by the common list below. */
const SAYS: Record<string, Says> = {
  "case-received": ({ registration, from, tie }) => {
    const r = (registration ?? {}) as Facts;
    return [
      named("kind", r.kind as CaseKind),
      named("channel", text(r.channel)),
      tie ? no((from as Facts | undefined)?.no) : undefined,
    ];
  },
  "directive-issued": (f, codeOf) => [
    squadOf(f, codeOf),
    text(f.no),
    f.whenBusy ? option(f.whenBusy) : undefined,
    text((f.override as Facts | undefined)?.reason),
    text(f.note),
  ],
  "directive-preempted": (f, codeOf) => [squadOf(f, codeOf), no(f.forNo), text(f.reason)],
  "directive-reassigned": (f, codeOf) => [squadOf(f, codeOf), text(f.no), text(f.reason)],
  "case-split": (f) => [no(f.no), text(f.title), text(f.suspectedLaw)],
  "clue-found": (f) => [no(f.no), text(f.title), text(f.suspectedLaw)],
  "case-merged": (f) => [when(f.joint, t("says.joint"))],
  "child-joined": (f) => [no(f.no)],
  "returned-for-jurisdiction": (f) => [
    p.named("returnReason", String(f.reason)),
    text(f.text),
    typeof f.hop === "number" ? t("says.hop", { n: f.hop }) : undefined,
  ],
  "re-reply-sent": (f) => [f.refused === true ? t("says.refused") : text(f.unit), text(f.text)],
  "refusal-proposed": (f) => [groundText(String(f.ground)), text(f.reasons)],
  "complaint-accepted": (f) => [when(f.tellLater, t("says.tellLater")), told(f)],
  "acceptance-told": (f) => [told(f)],
  "case-classified": (f) => [
    typeof f.industry === "number" ? named("industry", f.industry) : undefined,
    typeof f.grade === "number" ? t("says.grade", { n: f.grade }) : undefined,
  ],
  "complaint-not-accepted": (f) => [groundText(String(f.ground)), text(f.reasons), told(f)],
  "ending-proposed": (f) => [groundText(String(f.ground)), text(f.text)],
  "mediation-ended": (f) => [groundText(String(f.ground)), text(f.text)],
  "proposal-sent-back": (f) => [t.named("proposal", String(f.kind)), text(f.reason)],
  "materials-requested": (f) => [text(f.what), f.by ? t("says.by", { date: String(f.by) }) : undefined],
  "complainant-unreachable": (f) => [text(f.text), calls(f.attempts), when(f.sms, t("says.sms"))],
  "pre-settlement-started": (f) => [option(f.to), text(f.name)],
  "mediation-started": (f) => [
    when(f.onSite, t("says.onSite")),
    text(f.place),
    f.meetingAt ? momentOf(String(f.meetingAt)) : undefined,
    text(f.reason),
  ],
  "mediation-agreed": (f) => [
    text(f.text),
    money(f),
    when(f.performedAtOnce, t("says.performed")),
    when(f.letter, t("says.letter")),
  ],
  "appraisal-started": (f) => [text(f.institution), text(f.costSplit)],
  "appraisal-ended": (f) => [text(f.result)],
  "recusal-decided": (f) => [t(f.granted === true ? "says.granted" : "says.notGranted"), text(f.text)],
  "verification-paused": (f) => [option(f.why)],
  "return-visited": (f) => visit(f),
  "review-finished": (f) => [when(f.reopen, t("says.reopen")), text(f.text)],
  "case-reopened": (f) => [
    option(f.reason),
    text(f.text),
    typeof f.cycle === "number" ? t("says.cycle", { n: f.cycle }) : undefined,
  ],
  "transferred-out": (f) => [option(f.to), text(f.name), text(f.text)],
  "publicity-proposed": (f) => publicity(f),
  "publicity-decided": (f) => publicity(f),
  "supervision-requested": (f) => supervision(f),
  "supervision-opened": (f) => supervision(f),
  "supervision-closed": (f) => [text(f.result)],
  "jurisdiction-disputed": (f) => [text(f.with), text(f.text)],
  "card-issued": (f) => [
    text(f.no),
    text(f.to),
    f.dueAt ? t("says.due", { date: dateOf(String(f.dueAt)) }) : undefined,
  ],
  "card-acknowledged": (f) => [text(f.no)],
  "card-replied": (f) => [text(f.no), text(f.text)],
  "clock-passed": (f, codeOf) => [holderOf(f.unit, codeOf)],
  "clock-set": (f) => [
    f.due
      ? t(f.provisional === true ? "says.provisional" : "says.due", { date: lastDay(String(f.due)) })
      : undefined,
  ],
};

/** What was said with it: only facts a reader needs, in a fixed order. */
export function saying(entry: TimelineEntry, codeOf: (squad: string) => string | undefined): string {
  const f: Facts = entry.facts;
  const own = SAYS[entry.type]?.(f, codeOf);
  return (own ?? common(entry, f, codeOf)).filter(Boolean).join(" · ");
}

function common(entry: TimelineEntry, f: Facts, codeOf: (squad: string) => string | undefined) {
  const reply = f.reply as Facts | undefined;
  return [
    squadOf(f, codeOf),
    Array.isArray(f.situations)
      ? listed(f.situations.map((s) => named("situation", s as number)))
      : undefined,
    typeof f.industry === "number" && entry.type === "case-routed"
      ? named("industry", f.industry)
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
    option(f.channel),
    calls(f.attempts),
    when(f.sms, t("says.sms")),
    money(f),
  ];
}

/** Whose clock it was: a squad is named by its id, a unit by its name. */
const holderOf = (unit: unknown, codeOf: (squad: string) => string | undefined) =>
  typeof unit === "string" ? (codeOf(unit) ?? (ID.test(unit) ? undefined : unit)) : undefined;
const ID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;
const squadOf = (f: Facts, codeOf: (squad: string) => string | undefined) =>
  text(f.squadCode) ?? (typeof f.squad === "string" ? codeOf(f.squad) : undefined);
const money = (f: Facts) => (typeof f.recoveredAmount === "number" ? `¥${f.recoveredAmount}` : undefined);
const calls = (n: unknown) => (typeof n === "number" ? t("says.attempts", { n }) : undefined);
const publicity = (f: Facts) => [t(f.publish === true ? "says.publish" : "says.notPublish"), text(f.reason)];
const supervision = (f: Facts) => [
  option(f.mode),
  text(f.unit),
  text(f.reason),
  f.due ? t("says.due", { date: momentOf(String(f.due)) }) : undefined,
];
const visit = (f: Facts) => {
  const visit = (f.visit ?? f) as Facts;
  const { processScore: process, resultScore: result } = visit;
  const scored = typeof process === "number" && typeof result === "number";
  return [
    scored
      ? t("says.scores", { process, result })
      : visit.reached === false
        ? t("says.notReached")
        : undefined,
    calls(visit.attempts),
    text(visit.comment),
  ];
};

/** Who was considered and why this squad was sent, as stored with the directive. */
export function receiptOf({ type, facts }: TimelineEntry): Receipt | undefined {
  if (type !== "directive-issued" && type !== "directive-reassigned") return undefined;
  const receipt = facts.receipt as Receipt | undefined;
  return Array.isArray(receipt?.candidates) ? receipt : undefined;
}

/** A day clock is due at midnight: the day people name is the one before. */
export const lastDay = (due: string) => dateOf(Date.parse(due) - 1);

/** Which badges a step carries: said later from the field, entered for the squad, its clock not believed, its device's key. */
export function badges(
  entry: TimelineEntry,
): ("late" | "lateSync" | "onBehalf" | "disbelieved" | "signed")[] {
  const told =
    entry.occurredAt !== undefined && Date.parse(entry.at) - Date.parse(entry.occurredAt) > LATE_SYNC;
  return [
    ...(entry.facts.late === true ? (["late"] as const) : []),
    ...(told ? (["lateSync"] as const) : []),
    ...(entry.facts.onBehalf === true ? (["onBehalf"] as const) : []),
    ...(entry.facts.disbelieved ? (["disbelieved"] as const) : []),
    ...(entry.signed ? (["signed"] as const) : []),
  ];
}
const LATE_SYNC = 60_000;
