import type { CaseCard } from "@/api/shapes";
import { procedureWords as t } from "@/words/procedure";
import { named } from "@/words/shared";
import { choice, type Field, type Given, lines, text, yesNo } from "./field";
import { endGrounds, groundText, refusalGrounds } from "./grounds";

const OUTCOMES: Record<CaseCard["kind"], string[]> = {
  complaint: [
    "mediatedOnScene",
    "mediated",
    "selfSettled",
    "mediationEnded",
    "notAccepted",
    "withdrawn",
    "unreachable",
  ],
  report: ["reportFiled", "reportNotFiled"],
  consultation: ["answered", "unreachable"],
};
export const CHECKLIST = ["explained", "recorded", "passedOn", "handled"];
export const CHANNELS = ["电话", "短信", "12315平台", "书面", "电子邮件", "当面"];

const note = text("note", "note", false);
const reason = text("reason");
const amount: Field = { name: "recoveredAmount", kind: "money", label: "recoveredAmount" };
const channel = choice("channel", CHANNELS, { start: () => "电话" });
const unit = (label: string, more: Partial<Field> = {}): Field => ({
  name: "unit",
  kind: "unit",
  label,
  required: true,
  ...more,
});
const ownUnit = ({ detail, me }: Given) => detail.card.unit ?? me?.office?.name ?? me?.countyName;
const openCards = ({ detail }: Given) => (detail.card.cards ?? []).filter((card) => !card.repliedAt);
const cardName = (no: string | number, { detail }: Given) => {
  const card = detail.card.cards?.find((one) => one.no === no);
  return card ? `${t.named("option", card.type)} ${card.no} · ${named("clock", card.clock)}` : String(no);
};
const openSupervisions = ({ detail }: Given) =>
  (detail.card.supervisions ?? []).filter((order) => !order.closedAt);
const supervisionName = (id: string | number, { detail }: Given) => {
  const order = detail.card.supervisions?.find((one) => one.id === id);
  return order ? `${t.named("option", order.mode)} ${id} · ${order.unit}` : String(id);
};
const rules = ({ detail }: Given) => detail.card.ruleSet;
const ticked = (name: string) => (values: Record<string, unknown>) => values[name] === true;
const unticked = (name: string) => (values: Record<string, unknown>) => values[name] !== true;
const one = <T>(list: T[]) => (list.length === 1 ? list[0] : undefined);

/** What each command still asks, in the order a case lives it; a command with no fields is one press. */
export const FORMS: Record<string, readonly Field[]> = {
  "start-triage": [],
  split: [text("title"), lines("facts"), text("suspectedLaw", "suspectedLaw", false)],
  "add-opinion": [
    choice("unit", ["intakeCentre", "consumerSection", "businessSection"], {
      label: "opinionUnit",
      start: ({ me }) => (me?.role === "section" ? "businessSection" : "intakeCentre"),
    }),
    lines("text"),
  ],
  "decide-fast": [
    {
      name: "situations",
      kind: "several",
      label: "situations",
      required: true,
      options: [1, 2, 3, 4, 5, 6],
      named: (option) => named("situationLong", option),
      start: ({ detail }) => [...detail.card.situations],
    },
    note,
  ],
  "decide-normal": [note],
  locate: [
    { name: "point", kind: "point", label: "point", required: true },
    choice("source", ["manual", "geocode", "board"], { start: () => "manual" }),
    note,
  ],
  answer: [lines("text")],
  "ask-materials": [lines("what"), { name: "by", kind: "date", label: "by", required: true }],
  "receive-materials": [lines("text"), yesNo("identity", false)],
  "record-unreachable": [
    lines("text"),
    { name: "attempts", kind: "number", label: "attempts" },
    yesNo("sms", false),
  ],
  "send-to-presettlement": [
    choice("to", ["odr", "station"]),
    text("name", "preSettler"),
    yesNo("consumerAgrees", false),
  ],
  "settle-before": [lines("text"), amount],
  "fail-presettlement": [lines("text")],

  "issue-directive": [
    { name: "squad", kind: "squad", label: "squad", required: true },
    note,
    text("override", "override", false),
  ],
  "recall-directive": [],
  "ack-directive": [],
  "decline-directive": [reason],
  respond: [
    choice("mode", ["onSite", "remote"], { start: () => "onSite" }),
    lines("text"),
    { name: "attempts", kind: "number", label: "attempts" },
    { ...yesNo("sms", false), when: (values) => String(values.attempts ?? "").trim() !== "" },
  ],
  depart: [],
  arrive: [text("remark")],
  "finish-scene": [note],
  reassign: [
    { name: "squad", kind: "squad", label: "squad", required: true },
    reason,
    text("override", "override", false),
  ],
  "cancel-directive": [reason],

  route: [
    choice("industry", [1, 2, 3, 4, 5, 6, 7, 8, 9, 10], {
      named: (option) => named("industry", option),
      start: ({ detail }) => detail.card.industry,
    }),
    unit("unit"),
  ],
  sign: [],
  return: [
    choice(
      "reason",
      [
        "missingElements",
        "unclear",
        "wrongKind",
        "addressUnknown",
        "known",
        "duplicate",
        "withdrawn",
        "notOurDuty",
        "other",
      ],
      {
        label: "returnReason",
        named: (option) => t.named("returnReason", option),
      },
    ),
    lines("text", "returnText"),
  ],
  "take-in-return": [],
  "re-reply": [
    yesNo("refused", false),
    unit("newUnit", { when: unticked("refused") }),
    lines("text", "told"),
  ],
  "first-reply": [
    yesNo("received", true),
    { ...text("handlingUnit"), start: ownUnit },
    choice("accepted", ["yes", "no", "pending"], {
      start: ({ detail }) => (detail.card.legal === "pending" ? "pending" : "yes"),
    }),
    choice("channel", CHANNELS, { required: false }),
    lines("text", "text", false),
  ],
  "dispute-jurisdiction": [text("with"), lines("text")],
  "settle-dispute": [unit("unit"), lines("text")],

  accept: [],
  refuse: [
    choice("ground", [], {
      options: (given) => refusalGrounds(rules(given)),
      named: (option, given) => groundText(String(option), rules(given)),
    }),
    lines("reasons"),
    { ...lines("remedies"), start: () => t("law.remedies") },
  ],
  approve: [],
  "send-back": [reason],
  "start-mediation": [
    yesNo("onSite", false),
    { ...text("place", "place", false), when: ticked("onSite"), start: ({ detail }) => detail.card.place },
    { name: "at", kind: "dateTime", label: "at", when: ticked("onSite") },
    text("reason", "turnedToMediation", false),
  ],
  "pause-for-appraisal": [text("institution"), text("costSplit")],
  "resume-mediation": [lines("result")],
  "request-recusal": [lines("reason")],
  "decide-recusal": [yesNo("granted", false), lines("text")],
  agree: [lines("text"), amount, yesNo("performedAtOnce", false), yesNo("letter", false)],
  "end-mediation": [
    choice("ground", [], {
      options: (given) => endGrounds(rules(given)),
      named: (option, given) => groundText(String(option), rules(given)),
    }),
    lines("text", "endText"),
  ],
  "notify-ended": [channel],

  "find-clue": [text("title"), lines("facts"), text("suspectedLaw", "suspectedLaw", false)],
  "extend-verification": [lines("reason")],
  "pause-verification": [choice("why", ["testing", "appraisal", "identification"])],
  "resume-verification": [],
  "file-report": [lines("text")],
  "not-file": [lines("reason")],
  "inform-reporter": [channel],

  close: [
    choice("outcome", [], {
      options: ({ detail }) => OUTCOMES[detail.card.kind] ?? OUTCOMES.complaint,
      named: (option) => named("outcome", option),
    }),
    lines("text"),
    amount,
    { name: "checklist", kind: "several", label: "checklist", required: true, options: CHECKLIST },
  ],
  feedback: [lines("text")],
  "return-visit": [
    yesNo("reached", true),
    { name: "processScore", kind: "score", label: "processScore", required: true, when: ticked("reached") },
    { name: "resultScore", kind: "score", label: "resultScore", required: true, when: ticked("reached") },
    { name: "attempts", kind: "number", label: "attempts", required: true, when: unticked("reached") },
    text("comment", "comment", false),
  ],
  "finish-review": [yesNo("reopen", false), lines("text")],
  "decide-publicity": [
    yesNo("publish", true),
    { ...text("reason", "publishReason"), when: unticked("publish") },
  ],
  archive: [],
  reopen: [
    choice("reason", ["newFact", "unsatisfied", "notPerformed"], { label: "reopenReason" }),
    lines("text"),
  ],

  merge: [{ name: "into", kind: "case", label: "into", required: true }, yesNo("joint", false)],
  withdraw: [lines("text")],
  "transfer-out": [
    choice("to", ["police", "department", "bureau"], { label: "transferTo" }),
    text("name"),
    lines("text"),
  ],
  "take-over": [lines("reason")],
  supervise: [
    choice("mode", ["supervise", "dedicated", "joint"], {
      label: "supervisionMode",
      start: () => "supervise",
    }),
    lines("reason"),
    { name: "due", kind: "dateTime", label: "due", required: true },
    unit("unit", { start: ownUnit }),
  ],
  "reply-supervision": [
    choice("id", [], {
      label: "supervision",
      options: (given) =>
        openSupervisions(given)
          .filter((order) => !order.repliedAt)
          .map((order) => order.id),
      named: supervisionName,
      start: (given) => one(openSupervisions(given).filter((order) => !order.repliedAt))?.id,
    }),
    lines("text"),
  ],
  "close-supervision": [
    choice("id", [], {
      label: "supervision",
      options: (given) => openSupervisions(given).map((order) => order.id),
      named: supervisionName,
      start: (given) => one(openSupervisions(given))?.id,
    }),
    lines("result", "closeResult"),
  ],
  "ack-card": [
    choice("card", [], {
      options: (given) =>
        openCards(given)
          .filter((card) => !card.ackAt)
          .map((card) => card.no),
      named: cardName,
      start: (given) => one(openCards(given).filter((card) => !card.ackAt))?.no,
    }),
  ],
  "reply-card": [
    choice("card", [], {
      options: (given) => openCards(given).map((card) => card.no),
      named: cardName,
      start: (given) => one(openCards(given))?.no,
    }),
    lines("text"),
  ],
};
