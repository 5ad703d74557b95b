import { type Officer, type Unit, type UnitSaid, saidOf as whole } from "@/api/units";
import { maybe } from "@/ui/typed";

/** A unit as it is being typed. */
export const draftOf = (unit: Unit | undefined, county: string) => ({
  county: unit?.county ?? county,
  kind: unit?.kind ?? ("station" as Unit["kind"]),
  name: unit?.name ?? "",
  code: unit?.code ?? "",
  parent: unit?.parent ?? "",
  phone: unit?.phone ?? "",
  address: unit?.address ?? "",
  lon: unit?.lon === undefined ? "" : String(unit.lon),
  lat: unit?.lat === undefined ? "" : String(unit.lat),
  industries: [...(unit?.industries ?? [])],
  squad: unit?.squad ?? "",
  people: (unit?.people ?? []).map((person) => ({ title: "", phone: "", ...person })),
  sort: unit?.sort ?? 0,
});
export type Draft = ReturnType<typeof draftOf>;

const officerOf = ({ post, name, title = "", phone = "" }: Officer): Officer => ({
  post,
  name,
  ...maybe("title", title),
  ...maybe("phone", phone),
});

/** The whole of it as it is to stand. A place half typed is sent as nowhere, and the server says so at the field. */
export const saidOf = (draft: Draft, before: Unit | undefined): UnitSaid => ({
  county: draft.county,
  kind: draft.kind,
  name: draft.name,
  industries: draft.industries,
  people: draft.people.map(officerOf),
  closed: before?.closed ?? false,
  sort: Number(draft.sort) || 0,
  ...maybe("code", draft.code),
  ...maybe("parent", draft.parent),
  ...maybe("phone", draft.phone),
  ...maybe("address", draft.address),
  ...maybe("squad", draft.squad),
  ...(draft.lon.trim() || draft.lat.trim()
    ? { point: { lon: coordinate(draft.lon), lat: coordinate(draft.lat) } }
    : {}),
});
const coordinate = (text: string) => {
  const n = Number(text.trim() || "999");
  return Number.isFinite(n) ? n : 999;
};

export const shut = (unit: Unit, closed: boolean): UnitSaid => ({ ...whole(unit), closed });

/** A county's bureau first, then what stands under it, in its order. */
export const inOrder = (units: Unit[], county: string) =>
  units
    .filter((unit) => unit.county === county)
    .sort(
      (a, b) =>
        Number(b.kind.endsWith("Bureau")) - Number(a.kind.endsWith("Bureau")) ||
        a.sort - b.sort ||
        a.code.localeCompare(b.code),
    );
