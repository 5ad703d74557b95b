import type { CaseCommand } from "@/api/cases";
import type { CaseDetail, Me } from "@/api/shapes";

export type Value = string | number | boolean | (string | number)[] | undefined;
export type Values = Record<string, Value>;

/** One input of a command; `label` is looked up in the console's words. */
export interface Field {
  name: string;
  kind: "text" | "lines" | "number" | "yesNo" | "choice" | "several" | "score";
  label: string;
  required?: boolean;
  options?: readonly (string | number)[];
  /** Group of words the options are named by. */
  named?: string;
  start?: (detail: CaseDetail, me: Me | undefined) => Value;
}

const SITUATIONS = [1, 2, 3, 4, 5, 6];
const INDUSTRIES = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
const OUTCOMES = [
  "mediatedOnScene",
  "mediated",
  "selfSettled",
  "answered",
  "mediationEnded",
  "notAccepted",
  "withdrawn",
  "transferredOut",
  "reportFiled",
  "reportNotFiled",
  "unreachable",
];
const CHECKLIST = ["explained", "recorded", "passedOn", "handled"];
const lines = (name: string, required = true): Field => ({ name, kind: "lines", label: name, required });
const note: Field = { name: "note", kind: "text", label: "note" };
const reason: Field = { name: "reason", kind: "text", label: "reason", required: true };
const unitOf = (_: CaseDetail, me: Me | undefined) => me?.countyName;

/** What each command still asks; a command with no fields is one press. Written in the order they are offered. */
export const FORMS: Record<string, readonly Field[]> = {
  "start-triage": [],
  "decide-fast": [
    {
      name: "situations",
      kind: "several",
      label: "situations",
      required: true,
      options: SITUATIONS,
      named: "situationLong",
      start: (detail) => [...detail.card.situations],
    },
    note,
  ],
  "decide-normal": [note],
  "add-opinion": [
    {
      name: "unit",
      kind: "choice",
      label: "opinionUnit",
      required: true,
      options: ["intakeCentre", "consumerSection", "businessSection"],
      named: "option",
      start: () => "intakeCentre",
    },
    lines("text"),
  ],
  route: [
    {
      name: "industry",
      kind: "choice",
      label: "industry",
      required: true,
      options: INDUSTRIES,
      named: "industry",
      start: (detail) => detail.card.industry,
    },
    { name: "unit", kind: "text", label: "unit", required: true },
  ],
  sign: [],
  accept: [],
  "first-reply": [
    { name: "received", kind: "yesNo", label: "received", start: () => true },
    { name: "handlingUnit", kind: "text", label: "handlingUnit", required: true, start: unitOf },
    {
      name: "accepted",
      kind: "choice",
      label: "accepted",
      required: true,
      options: ["yes", "no", "pending"],
      named: "option",
      start: (detail) => (detail.card.legal === "pending" ? "pending" : "yes"),
    },
    lines("text", false),
  ],
  "start-mediation": [],
  agree: [
    lines("text"),
    { name: "recoveredAmount", kind: "number", label: "recoveredAmount" },
    { name: "performedAtOnce", kind: "yesNo", label: "performedAtOnce", start: () => false },
    { name: "letter", kind: "yesNo", label: "letter", start: () => false },
  ],
  close: [
    {
      name: "outcome",
      kind: "choice",
      label: "outcome",
      required: true,
      options: OUTCOMES,
      named: "outcome",
    },
    lines("text"),
    { name: "recoveredAmount", kind: "number", label: "recoveredAmount" },
    {
      name: "checklist",
      kind: "several",
      label: "checklist",
      required: true,
      options: CHECKLIST,
      named: "option",
    },
  ],
  feedback: [lines("text")],
  "return-visit": [
    { name: "reached", kind: "yesNo", label: "reached", start: () => true },
    { name: "processScore", kind: "score", label: "processScore" },
    { name: "resultScore", kind: "score", label: "resultScore" },
    { name: "comment", kind: "text", label: "comment" },
    { name: "attempts", kind: "number", label: "attempts" },
  ],
  archive: [],
  "cancel-directive": [reason],
  "ack-directive": [],
  "decline-directive": [reason],
  respond: [
    {
      name: "mode",
      kind: "choice",
      label: "mode",
      required: true,
      options: ["onSite", "remote"],
      named: "option",
      start: () => "onSite",
    },
    lines("text"),
  ],
  depart: [],
  arrive: [{ name: "remark", kind: "text", label: "remark", required: true }],
  "finish-scene": [note],
};

export function startValues(command: string, detail: CaseDetail, me: Me | undefined): Values {
  return Object.fromEntries(
    (FORMS[command] ?? []).map((field) => [
      field.name,
      field.start?.(detail, me) ?? (field.kind === "several" ? [] : undefined),
    ]),
  );
}

/** The first field left empty that must not be. */
export function missing(command: string, values: Values): string | undefined {
  return FORMS[command]?.find(({ name, required, kind, options }) => {
    const value = values[name];
    if (!required) return false;
    if (name === "checklist") return !Array.isArray(value) || value.length < (options?.length ?? 0);
    if (kind === "several") return !Array.isArray(value) || value.length === 0;
    return value === undefined || String(value).trim() === "";
  })?.name;
}

/** The command as the server wants it: empty fields left out, numbers as numbers, the checklist as an object. */
export function assemble(command: string, values: Values): CaseCommand {
  const body: CaseCommand = { type: command };
  for (const { name, kind } of FORMS[command] ?? []) {
    const value = values[name];
    if (name === "checklist") {
      const ticked = Array.isArray(value) ? value : [];
      body.checklist = Object.fromEntries(CHECKLIST.map((item) => [item, ticked.includes(item)]));
    } else if (typeof value === "string") {
      if (value.trim() !== "") body[name] = kind === "number" ? Number(value) : value.trim();
    } else if (value !== undefined) body[name] = value;
  }
  if (command === "arrive") body.how = "manual";
  return body;
}

/** What fits best on the big button, per stage: the next step of the procedure. */
const NEXT = [
  "decide-fast",
  "start-triage",
  "return-visit",
  "archive",
  "feedback",
  "first-reply",
  "accept",
  "sign",
  "route",
  "start-mediation",
];

/** Allowed commands in the order to offer them: the next step first. Dispatching has its own button. */
export function offered(detail: CaseDetail | undefined): string[] {
  const open = (detail?.actions ?? []).filter((a) => a.allowed && a.command in FORMS).map((a) => a.command);
  const rank = (command: string) => {
    const at = NEXT.indexOf(command);
    return at >= 0 ? at : NEXT.length + Object.keys(FORMS).indexOf(command);
  };
  return open.sort((a, b) => rank(a) - rank(b));
}
