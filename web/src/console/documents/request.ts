import type { IssueRequest, Offer } from "@/api/documents";
import { cityInstant } from "../forms/assemble";

export type Typed = Record<string, string>;

const CITY = 8 * 3_600_000;
/** What an input of date and time shows for an instant: the city's time. */
const local = (instant: string) => new Date(Date.parse(instant) + CITY).toISOString().slice(0, 16);

/** The fields start with what the case already says. */
export const startOf = ({ fields }: Offer): Typed =>
  Object.fromEntries(
    fields.map(({ name, type, value }) => [
      name,
      value === undefined ? "" : type === "dateTime" ? local(String(value)) : String(value),
    ]),
  );

export const missingIn = (offer: Offer, typed: Typed, reason: string): string | undefined =>
  offer.inForce && reason.trim() === ""
    ? "reason"
    : offer.fields.find(({ name, required }) => required && (typed[name] ?? "").trim() === "")?.name;

/** The request as the server wants it: empty fields left out, numbers as numbers; a correction names what it corrects. */
export function requestOf(offer: Offer, typed: Typed, reason: string): IssueRequest {
  const said = offer.fields.flatMap(({ name, type }): [string, string | number][] => {
    const value = (typed[name] ?? "").trim();
    if (value === "") return [];
    if (type === "number") return [[name, Number(value)]];
    return [[name, type === "dateTime" ? cityInstant(value) : value]];
  });
  return {
    kind: offer.kind,
    ...(said.length > 0 ? { fields: Object.fromEntries(said) } : {}),
    ...(offer.inForce ? { supersedes: offer.inForce, reason: reason.trim() } : {}),
  };
}
