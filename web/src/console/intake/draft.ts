import type { CaseKind, Channel, Complainant, Datum, LonLat, Registration } from "@/api/shapes";

/** A complaint being written down, as typed: text until it is sent. */
export interface Draft {
  kind: CaseKind;
  channel: Channel;
  title: string;
  facts: string;
  place: string;
  county: string;
  industry: number | undefined;
  situations: number[];
  respondent: string;
  respondentPhone: string;
  amount: string;
  name: string;
  phone: string;
  visitor: boolean;
  leavesAt: string;
  external12315: string;
  external12345: string;
  drill: boolean;
  /** What form 1 asks besides (Order 121 art. 10); folded away. */
  address: string;
  idNo: string;
  consentPublish: Consent;
  consentDelegate: Consent;
  respondentAddress: string;
  platform: string;
  orderNo: string;
  venue: string;
  occurredAt: string;
  receivedAt: string;
}
export type Consent = "" | "yes" | "no";

export const emptyDraft = (): Draft => ({
  kind: "complaint",
  channel: "hotline12315",
  title: "",
  facts: "",
  place: "",
  county: "",
  industry: undefined,
  situations: [],
  respondent: "",
  respondentPhone: "",
  amount: "",
  name: "",
  phone: "",
  visitor: false,
  leavesAt: "",
  external12315: "",
  external12345: "",
  drill: false,
  address: "",
  idNo: "",
  consentPublish: "",
  consentDelegate: "",
  respondentAddress: "",
  platform: "",
  orderNo: "",
  venue: "",
  occurredAt: "",
  receivedAt: "",
});

/** The fields of the folded part: a fault in one of them unfolds it. */
export const FOLDED: readonly DraftField[] = [
  "address",
  "idNo",
  "respondentAddress",
  "platform",
  "orderNo",
  "venue",
  "occurredAt",
  "receivedAt",
];

export type DraftField = keyof Draft;
export type Fault = { field: DraftField; word: FaultWord };
export type FaultWord =
  | "needTitle"
  | "needFacts"
  | "needPlace"
  | "needName"
  | "needPhone"
  | "badPhone"
  | "badAmount"
  | "needRespondent"
  | "needComplainant";

const PHONE = /^\+?[\d\s-]{5,20}$/;

/** What is plainly missing or malformed; everything else is for the server to judge. */
export function faults(draft: Draft, pinned: boolean): Fault[] {
  const found: Fault[] = [];
  const empty = (field: DraftField) => String(draft[field]).trim() === "";
  if (empty("title")) found.push({ field: "title", word: "needTitle" });
  if (empty("facts")) found.push({ field: "facts", word: "needFacts" });
  if (empty("place") && !pinned) found.push({ field: "place", word: "needPlace" });
  if (!empty("phone") && empty("name")) found.push({ field: "name", word: "needName" });
  if (draft.kind === "complaint" && empty("phone")) found.push({ field: "phone", word: "needPhone" });
  if (!empty("phone") && !PHONE.test(draft.phone.trim())) found.push({ field: "phone", word: "badPhone" });
  if (!empty("respondentPhone") && !PHONE.test(draft.respondentPhone.trim())) {
    found.push({ field: "respondentPhone", word: "badPhone" });
  }
  if (!empty("respondentAddress") && empty("respondent"))
    found.push({ field: "respondent", word: "needRespondent" });
  if (empty("phone") && (!empty("address") || !empty("idNo")))
    found.push({ field: "phone", word: "needComplainant" });
  if (!empty("amount") && !(Number(draft.amount) >= 0)) found.push({ field: "amount", word: "badAmount" });
  return found;
}

/** The registration as the server wants it; today's leaving time is in the city's zone. */
export function registration(
  draft: Draft,
  point: (LonLat & { datum: Datum }) | undefined,
  today: Date,
): Registration {
  const said = (text: string) => (text.trim() === "" ? undefined : text.trim());
  const respondent = said(draft.respondent);
  const respondentPhone = said(draft.respondentPhone);
  const respondentAddress = said(draft.respondentAddress);
  const all = {
    kind: draft.kind,
    channel: draft.channel,
    title: draft.title.trim(),
    facts: draft.facts.trim(),
    place: said(draft.place) ?? (point ? `${point.lon}, ${point.lat}` : ""),
    point: point && { lon: point.lon, lat: point.lat },
    datum: point?.datum,
    county: said(draft.county),
    industry: draft.industry,
    situations: draft.situations.length > 0 ? [...draft.situations].sort() : undefined,
    respondent: respondent && {
      name: respondent,
      ...(respondentPhone ? { phone: respondentPhone } : {}),
      ...(respondentAddress ? { address: respondentAddress } : {}),
    },
    amount: said(draft.amount) === undefined ? undefined : Number(draft.amount),
    external12315No: said(draft.external12315),
    external12345No: said(draft.external12345),
    isVisitor: draft.visitor || undefined,
    leavesAt: draft.visitor && draft.leavesAt !== "" ? atCityTime(draft.leavesAt, today) : undefined,
    drill: draft.drill || undefined,
    occurredAt: instant(draft.occurredAt),
    receivedAt: instant(draft.receivedAt),
    platform: said(draft.platform),
    orderNo: said(draft.orderNo),
    venue: said(draft.venue),
  };
  return Object.fromEntries(
    Object.entries(all).filter(([, value]) => value !== undefined),
  ) as unknown as Registration;
}

/** Who complains: sent apart, so that it never enters the case itself. */
export const complainantOf = (draft: Draft): Complainant | undefined =>
  draft.phone.trim() === ""
    ? undefined
    : {
        name: draft.name.trim(),
        phone: draft.phone.trim(),
        ...(draft.address.trim() ? { address: draft.address.trim() } : {}),
        ...(draft.idNo.trim() ? { idNo: draft.idNo.trim() } : {}),
        ...(draft.consentPublish ? { consentPublish: draft.consentPublish === "yes" } : {}),
        ...(draft.consentDelegate ? { consentDelegate: draft.consentDelegate === "yes" } : {}),
      };

/** What an input of date and time says, in the city's time. */
const instant = (typed: string) => (typed === "" ? undefined : new Date(`${typed}:00+08:00`).toISOString());

/** "20:40" today by the city's clock, tomorrow when that has passed. */
export function atCityTime(time: string, now: Date): string {
  const day = new Intl.DateTimeFormat("en-CA", { timeZone: "Asia/Shanghai" }).format(now);
  const at = new Date(`${day}T${time}:00+08:00`);
  return (at < now ? new Date(at.getTime() + 86_400_000) : at).toISOString();
}

/** "113.1053, 36.1839" as maps copy it. */
export function readCoordinates(text: string): LonLat | undefined {
  const found = /^\s*(-?\d{1,3}(?:\.\d+)?)\s*[,，\s]\s*(-?\d{1,3}(?:\.\d+)?)\s*$/.exec(text);
  if (!found) return undefined;
  const [a, b] = [Number(found[1]), Number(found[2])];
  const [lon, lat] = a >= 60 ? [a, b] : [b, a];
  return Math.abs(lon) <= 180 && Math.abs(lat) <= 90 ? { lon, lat } : undefined;
}

const FIELDS: Record<string, DraftField> = {
  title: "title",
  facts: "facts",
  place: "place",
  point: "place",
  county: "county",
  amount: "amount",
  leavesAt: "leavesAt",
  external12315No: "external12315",
  external12345No: "external12345",
  "respondent.name": "respondent",
  "respondent.phone": "respondentPhone",
  "complainant.name": "name",
  "complainant.phone": "phone",
  "complainant.address": "address",
  "complainant.idNo": "idNo",
  "respondent.address": "respondentAddress",
  platform: "platform",
  orderNo: "orderNo",
  venue: "venue",
  occurredAt: "occurredAt",
  receivedAt: "receivedAt",
  situations: "situations",
  industry: "industry",
};

/** The server names a field of the registration; the drawer has its own. */
export function draftField(field: string | undefined): DraftField | undefined {
  const path = (field ?? "").replace(/^(case|registration)\./, "");
  return FIELDS[path] ?? FIELDS[path.split(/[.[]/)[0] ?? ""];
}
