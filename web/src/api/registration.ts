import type { LonLat } from "./shapes";
import type { CaseKind, Channel, Datum } from "./stages";

/** What is written down when a case comes in. */
export interface Registration {
  kind: CaseKind;
  channel: Channel;
  title: string;
  facts: string;
  place: string;
  point?: LonLat;
  datum?: Datum;
  county?: string;
  industry?: number;
  situations?: number[];
  respondent?: { name: string; phone?: string; address?: string };
  amount?: number;
  external12315No?: string;
  external12345No?: string;
  isVisitor?: boolean;
  leavesAt?: string;
  drill?: boolean;
  occurredAt?: string;
  /** When it was received, if that was before it is registered: a letter, a visit to the counter. */
  receivedAt?: string;
  platform?: string;
  orderNo?: string;
  venue?: string;
}

/** The complainant's own data: sent apart from the registration, stored apart, never shown unmasked without asking. */
export interface Complainant {
  name: string;
  phone: string;
  address?: string;
  idNo?: string;
  consentPublish?: boolean;
  consentDelegate?: boolean;
}
