import type { CaseCard, CaseDetail, LonLat, Me } from "@/api/shapes";

export type Option = string | number;
export type Value = string | number | boolean | Option[] | (LonLat & { datum: string }) | undefined;
export type Values = Record<string, Value>;

/** What a field is made from: the case in hand and who sits here. */
export type Given = { detail: CaseDetail; me: Me | undefined };

/** One input of a command; its label and the names of its options are looked up in the words of the procedure. */
export interface Field {
  name: string;
  kind:
    | "text"
    | "lines"
    | "number"
    | "money"
    | "date"
    | "dateTime"
    | "yesNo"
    | "choice"
    | "several"
    | "score"
    | "case"
    | "unit"
    | "squad"
    | "point";
  label: string;
  required?: boolean;
  /** A date that has been: no earlier day is shut out. */
  past?: true;
  options?: readonly Option[] | ((given: Given) => Option[]);
  /** How an option is named; without it by the words of the options. */
  named?: (option: Option, given: Given) => string;
  start?: (given: Given) => Value;
  /** Asked only when this holds, of what is said already or of the case. */
  when?: (values: Values, card: CaseCard) => boolean;
}

export const optionsOf = (field: Field, given: Given): readonly Option[] =>
  typeof field.options === "function" ? field.options(given) : (field.options ?? []);

/** The fields asked just now: some depend on what another one says, or on what the case waits for. */
export const asked = (fields: readonly Field[], values: Values, card: CaseCard) =>
  fields.filter((field) => field.when?.(values, card) !== false);

export const lines = (name: string, label = name, required = true): Field => ({
  name,
  kind: "lines",
  label,
  required,
});
export const text = (name: string, label = name, required = true): Field => ({
  name,
  kind: "text",
  label,
  required,
});
export const yesNo = (name: string, on: boolean, label = name): Field => ({
  name,
  kind: "yesNo",
  label,
  start: () => on,
});
export const choice = (name: string, options: readonly Option[], more: Partial<Field> = {}): Field => ({
  name,
  kind: "choice",
  label: name,
  required: true,
  options,
  ...more,
});
export const unit = (label: string, more: Partial<Field> = {}): Field => ({
  name: "unit",
  kind: "unit",
  label,
  required: true,
  ...more,
});
/** The unit that has the case, or the own one. */
export const ownUnit = ({ detail, me }: Given) => detail.card.unit ?? me?.office?.name ?? me?.countyName;
/** Asked only when the named box is ticked, or is not. */
export const ticked = (name: string) => (values: Record<string, unknown>) => values[name] === true;
export const unticked = (name: string) => (values: Record<string, unknown>) => values[name] !== true;
