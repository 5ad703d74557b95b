import type { ClockKind } from "./stages";

/** A related case, by id and number. */
export interface Kinsman {
  id: string;
  no: string;
}

/** A step that waits for a second person (待审批). */
export interface Proposal {
  kind: "refusal" | "extension" | "ending" | "publicity";
  by: string;
  at: string;
  text?: string;
  refusalGround?: string;
  endGround?: string;
  remedies?: string;
  publish?: boolean;
}

/** Leadership asks for a supervision; a dispatcher answers (督办建议). */
export interface SupervisionRequest {
  id: number;
  mode: Supervision["mode"];
  reason: string;
  due: string;
  unit: string;
  at: string;
}

/** An order from above to look after a case (督办单). */
export interface Supervision {
  id: number;
  mode: "supervise" | "dedicated" | "joint";
  due: string;
  unit: string;
  reason?: string;
  openedAt?: string;
  reply?: string;
  repliedAt?: string;
  result?: string;
  closedAt?: string;
}

/** A reminder or urging card sent to the handling unit (提醒卡、催办卡). */
export interface CardNote {
  no: string;
  type: "reminder" | "urging";
  clock: ClockKind;
  at: string;
  to?: string;
  ackAt?: string;
  repliedAt?: string;
}

export type Holder = "centre" | "county" | "station" | "squad" | "merchant" | "complainant";

/** To whom each second of a clock is billed. */
export interface LedgerSpan {
  clock: ClockKind;
  round: number;
  holder: Holder;
  unit?: string;
  from: string;
  to: string;
}

/** Where a case may be routed, best first; `name` is what the route command takes. */
export interface RouteItem {
  unit: string;
  code: string;
  name: string;
  kind: string;
  text: string;
  textEn: string;
  metres?: number;
}

export interface UnitCard {
  id: string;
  code: string;
  name: string;
  county: string;
  kind: string;
}
