import type { CaseCommand } from "@/api/cases";
import type { CaseCard } from "@/api/shapes";
import { asked, type Field, type Given, optionsOf, type Value, type Values } from "./field";
import { CHECKLIST, FORMS } from "./table";

const fieldsOf = (command: string): readonly Field[] => FORMS[command] ?? [];
const empty = (value: Value) => value === undefined || (typeof value === "string" && value.trim() === "");

/** Whether a command asks anything of this case; one that does not is one press. */
export const asks = (command: string, card: CaseCard) => asked(fieldsOf(command), {}, card).length > 0;

export function startValues(command: string, given: Given): Values {
  return Object.fromEntries(
    fieldsOf(command).map((field) => [
      field.name,
      field.start?.(given) ?? (field.kind === "several" ? [] : undefined),
    ]),
  );
}

/** The first field left empty that must not be, or filled with what cannot be read. */
export function missing(command: string, values: Values, given: Given): string | undefined {
  return asked(fieldsOf(command), values, given.detail.card).find((field) => {
    const value = values[field.name];
    if (!empty(value) && (field.kind === "number" || field.kind === "money"))
      return !Number.isFinite(amountOf(String(value)));
    if (!field.required) return false;
    if (field.name === "checklist")
      return !Array.isArray(value) || value.length < optionsOf(field, given).length;
    if (field.kind === "several") return !Array.isArray(value) || value.length === 0;
    return empty(value);
  })?.name;
}

/** Fields that are the complainant's own data: they are said beside the command. */
const PERSON = "complainant.";

/** The command as the server wants it: only what is asked, empty fields left out, everything in its own type. */
export function assemble(command: string, values: Values, { detail }: Given): CaseCommand {
  const body: CaseCommand = { type: command };
  const person: Record<string, string> = {};
  for (const field of asked(fieldsOf(command), values, detail.card)) {
    const value = values[field.name];
    if (empty(value)) continue;
    if (field.name.startsWith(PERSON)) person[field.name.slice(PERSON.length)] = String(value).trim();
    else Object.assign(body, said(field, value));
  }
  if (command === "arrive") body.how = "manual";
  if (Object.keys(person).length > 0) body.complainant = person;
  return body;
}

function said({ name, kind }: Field, value: Value): Record<string, unknown> {
  if (name === "checklist") {
    const ticked = Array.isArray(value) ? value : [];
    return { checklist: Object.fromEntries(CHECKLIST.map((item) => [item, ticked.includes(item)])) };
  }
  if (name === "override") return { override: { reason: String(value).trim() } };
  if (kind === "point" && typeof value === "object" && !Array.isArray(value))
    return { point: { lon: value.lon, lat: value.lat }, datum: value.datum };
  if (kind === "number" || kind === "money") return { [name]: amountOf(String(value)) };
  if (kind === "dateTime") return { [name]: cityInstant(String(value)) };
  return { [name]: typeof value === "string" ? value.trim() : value };
}

/** "1,860.50" as people type it. */
const amountOf = (typed: string) => Number(typed.replace(/[,，\s]/g, ""));

/** What an input of date and time says, in the city's time: there is no summer time in China. */
export const cityInstant = (typed: string) => new Date(`${typed}:00+08:00`).toISOString();
