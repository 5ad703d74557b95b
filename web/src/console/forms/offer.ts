import type { CaseDetail } from "@/api/shapes";
import { FORMS } from "./table";

/** The menu: what belongs together, in the order a case lives it. */
export const GROUPS = {
  intake: [
    "start-triage",
    "add-opinion",
    "decide-fast",
    "decide-normal",
    "locate",
    "answer",
    "ask-materials",
    "receive-materials",
    "correct-complainant",
    "send-to-presettlement",
    "settle-before",
    "fail-presettlement",
  ],
  fast: [
    "issue-directive",
    "recall-directive",
    "reassign",
    "cancel-directive",
    "ack-directive",
    "decline-directive",
    "respond",
    "depart",
    "arrive",
    "finish-scene",
  ],
  routing: [
    "route",
    "sign",
    "return",
    "take-in-return",
    "re-reply",
    "first-reply",
    "record-unreachable",
    "dispute-jurisdiction",
    "settle-dispute",
  ],
  law: [
    "accept",
    "tell-acceptance",
    "refuse",
    "start-mediation",
    "agree",
    "end-mediation",
    "notify-ended",
    "pause-for-appraisal",
    "resume-mediation",
    "request-recusal",
    "decide-recusal",
  ],
  report: [
    "find-clue",
    "file-report",
    "not-file",
    "extend-verification",
    "pause-verification",
    "resume-verification",
    "inform-reporter",
  ],
  closing: ["close", "feedback", "return-visit", "finish-review", "decide-publicity", "archive", "reopen"],
  oversight: [
    "approve",
    "send-back",
    "ack-card",
    "reply-card",
    "supervise",
    "answer-supervision-request",
    "reply-supervision",
    "close-supervision",
    "take-over",
  ],
  kin: ["split", "merge", "withdraw", "transfer-out"],
} as const satisfies Record<string, readonly string[]>;
export type Group = keyof typeof GROUPS;

const open = (detail: CaseDetail | undefined) =>
  new Set((detail?.actions ?? []).filter((a) => a.allowed && a.command in FORMS).map((a) => a.command));

/** The next step of the procedure first: what a case in this stage is waiting for. */
const NEXT = [
  "take-in-return",
  "re-reply",
  "approve",
  "answer-supervision-request",
  "decide-fast",
  "start-triage",
  "answer",
  "return-visit",
  "finish-review",
  "archive",
  "feedback",
  "notify-ended",
  "settle-before",
  "receive-materials",
  "decide-recusal",
  "resume-mediation",
  "sign",
  "first-reply",
  "route",
  "accept",
  "file-report",
  "start-mediation",
  "agree",
  "close",
];

/** Steps that are possible for a long time but are next only sometimes. */
const NEXT_ONLY: Record<string, (detail: CaseDetail) => boolean> = {
  "decide-fast": ({ card }) => !card.determined && card.situations.length > 0 && card.workflow !== "reopened",
  close: ({ card }) => card.legal !== "pending" || card.kind !== "complaint",
  agree: ({ card }) => card.legal === "mediating",
};

/** The one step to offer on the big button. */
export function nextStep(detail: CaseDetail | undefined): string | undefined {
  if (!detail) return undefined;
  const commands = open(detail);
  return NEXT.find((command) => commands.has(command) && NEXT_ONLY[command]?.(detail) !== false);
}

/** Everything open now, by group; groups with nothing are left out. */
export function offered(detail: CaseDetail | undefined): { group: Group; commands: string[] }[] {
  const commands = open(detail);
  return (Object.keys(GROUPS) as Group[])
    .map((group) => ({ group, commands: GROUPS[group].filter((command) => commands.has(command)) }))
    .filter((one) => one.commands.length > 0);
}

const OTHERS = new Set(["wrong-role", "not-your-directive", "not-your-venue", "not-your-case"]);
/** Words that say nothing to an official about this case: it is another kind of case altogether. */
const BESIDE = new Set(["wrong-kind"]);

/** What is closed just now, by the server's reason, the rarest reason first; what belongs to other posts is only counted. */
export function barred(detail: CaseDetail | undefined): {
  reasons: { why: string; commands: string[] }[];
  others: number;
} {
  const shut = (detail?.actions ?? []).filter((a) => !a.allowed && a.command in FORMS);
  const byReason = new Map<string, string[]>();
  for (const { command, code, why } of shut.filter(
    (a) => !OTHERS.has(a.code ?? "") && !BESIDE.has(a.code ?? ""),
  )) {
    const reason = why ?? code ?? "";
    byReason.set(reason, [...(byReason.get(reason) ?? []), command]);
  }
  const reasons = [...byReason]
    .map(([why, commands]) => ({ why, commands }))
    .sort((a, b) => a.commands.length - b.commands.length);
  return { reasons, others: shut.filter((a) => OTHERS.has(a.code ?? "")).length };
}
