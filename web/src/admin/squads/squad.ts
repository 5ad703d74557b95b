import gcoord from "gcoord";
import type { LonLat, SquadCard } from "@/api/shapes";
import { SQUAD_KINDS, type SquadKind, type SquadProfile } from "@/api/squads";
import { maybe, several } from "@/ui/typed";

export const DATUMS = ["wgs84", "gcj02", "bd09"] as const;
export type Datum = (typeof DATUMS)[number];
const CRS = { wgs84: gcoord.WGS84, gcj02: gcoord.GCJ02, bd09: gcoord.BD09 } as const;

/** A squad as it is being typed. */
export interface Draft {
  code: string;
  county: string;
  name: string;
  kind: SquadKind;
  capabilities: string[];
  lon: string;
  lat: string;
  datum: Datum;
  vehicle: string;
  radio: string;
  dutyPhone: string;
  members: string;
  station: string;
  parent: string;
}

export const draftOf = (squad: SquadCard | undefined, county: string): Draft => ({
  code: squad?.code ?? "",
  county: squad?.county ?? county,
  name: squad?.name ?? "",
  kind: SQUAD_KINDS.find((kind) => kind === squad?.kind) ?? "squad",
  capabilities: [...(squad?.capabilities ?? ["general"])],
  lon: squad ? String(squad.base.lon) : "",
  lat: squad ? String(squad.base.lat) : "",
  datum: "wgs84",
  vehicle: squad?.vehicle ?? "",
  radio: squad?.radio ?? "",
  dutyPhone: squad?.dutyPhone ?? "",
  members: (squad?.members ?? []).join("、"),
  station: squad?.station ?? "",
  parent: squad?.parent ?? "",
});

/** Where it stands in WGS-84; what is no number is sent as it would be nowhere, and the server says so at the field. */
export function pointOf(lon: string, lat: string, datum: Datum): LonLat {
  const typed: [number, number] = [Number(lon.trim() || "999"), Number(lat.trim() || "999")];
  if (!typed.every(Number.isFinite)) return { lon: 999, lat: 999 };
  if (datum === "wgs84" || Math.abs(typed[1]) > 90) return { lon: typed[0], lat: typed[1] };
  const [x, y] = gcoord.transform(typed, CRS[datum], gcoord.WGS84);
  const round = (n: number) => Math.round(n * 1e6) / 1e6;
  return { lon: round(x), lat: round(y) };
}

export const profileOf = (draft: Draft): SquadProfile => ({
  name: draft.name,
  kind: draft.kind,
  capabilities: draft.capabilities,
  base: pointOf(draft.lon, draft.lat, draft.datum),
  ...maybe("vehicle", draft.vehicle),
  ...maybe("radio", draft.radio),
  ...maybe("dutyPhone", draft.dutyPhone),
  members: several(draft.members),
  ...maybe("station", draft.station),
  ...maybe("parent", draft.parent),
});
