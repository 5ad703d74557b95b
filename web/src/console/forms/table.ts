import type { CaseCard } from "@/api/shapes";
import { procedureWords as t } from "@/words/procedure";
import { named } from "@/words/shared";
import { countyList, countyName } from "../desk/seat";
import { choice, type Field, type Given, lines, ownUnit, text, ticked, unit, unticked, yesNo } from "./field";
import { endGrounds, groundText, refusalGrounds } from "./grounds";
import { OVERSIGHT } from "./oversight";

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
const whenBusy = choice("whenBusy", ["queue", "alongside", "preempt"], { required: false });
const amount: Field = { name: "recoveredAmount", kind: "money", label: "recoveredAmount" };
const channel = choice("channel", CHANNELS, { start: () => "电话" });
const toldAt: Field = { name: "toldAt", kind: "dateTime", label: "toldAt", past: true };
/** Only the approval of a refusal is told to the complainant in the same step. */
const refuses: Field["when"] = (_, { proposal }) => proposal?.kind === "refusal";
/** What of the complainant is added or put right; what is left empty stays as it was. */
const PERSON: readonly Field[] = [
  text("complainant.name", "personName", false),
  text("complainant.phone", "personPhone", false),
  text("complainant.address", "personAddress", false),
  text("complainant.idNo", "personIdNo", false),
];
const rules = ({ detail }: Given) => detail.card.ruleSet;
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
  "receive-materials": [lines("text"), yesNo("identity", false), ...PERSON],
  "correct-complainant": [reason, ...PERSON],
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
    whenBusy,
    note,
    text("override", "override", false),
  ],
  "recall-directive": [],
  "ack-directive": [],
  "decline-directive": [reason],
  respond: [
    choice("mode", ["onSite", "remote"], { start: () => "onSite" }),
    lines("text"),
    { name: "contactAt", kind: "dateTime", label: "contactAt", past: true },
    { name: "attempts", kind: "number", label: "attempts" },
    { ...yesNo("sms", false), when: (values) => String(values.attempts ?? "").trim() !== "" },
  ],
  depart: [],
  arrive: [text("remark")],
  "finish-scene": [note],
  reassign: [
    { name: "squad", kind: "squad", label: "squad", required: true },
    whenBusy,
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
    { ...channel, required: false },
    lines("text", "text", false),
  ],
  "dispute-jurisdiction": [text("with"), lines("text")],
  "settle-dispute": [
    unit("unit"),
    choice("county", [], {
      label: "movedTo",
      required: false,
      options: ({ detail, me }) =>
        me?.role === "cityDispatcher"
          ? countyList.value.map((county) => county.code).filter((code) => code !== detail.card.county)
          : [],
      named: (code) => countyName(String(code)),
    }),
    lines("text"),
  ],

  accept: [
    { ...channel, required: false, when: unticked("tellLater") },
    { ...toldAt, when: unticked("tellLater") },
    yesNo("tellLater", false),
  ],
  "tell-acceptance": [channel, toldAt],
  refuse: [
    choice("ground", [], {
      options: (given) => refusalGrounds(rules(given)),
      named: (option, given) => groundText(String(option), rules(given)),
    }),
    lines("reasons"),
    { ...lines("remedies"), start: () => t("law.remedies") },
  ],
  approve: [
    { ...channel, when: refuses },
    { ...toldAt, when: refuses },
  ],
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
  ...OVERSIGHT,
};
