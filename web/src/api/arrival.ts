import { get } from "./http";

export type CertificateStep = "arrival" | "leaving" | "supplement";

/** Where one certificate stands in its county's chain. */
export interface CertificateLink {
  county: string;
  no: number;
  round: number;
  step: CertificateStep;
  issuedAt: string;
  hash: string;
}

/** What proves that a squad was at the scene (到场证明): the newest certificate, and all of the case. */
export interface ArrivalProof {
  county: string;
  no: number;
  step: CertificateStep;
  supplements?: number;
  how: "fence" | "manual";
  since: string;
  leftAt?: string;
  dwellS: number;
  fixCount: number;
  bestAccuracyM?: number;
  photoHashes: string[];
  venueCode?: string;
  prevHash: string;
  hash: string;
  /** Something has happened that is not certified yet: it waits for the squad's track. */
  waits: boolean;
  links: CertificateLink[];
}

/** Whether a county's chain is whole; if not, at which number it breaks. */
export interface ChainState {
  count: number;
  intact: boolean;
  brokenAt?: number;
}

export const arrivalOf = (caseId: string, signal: AbortSignal) =>
  get<ArrivalProof>(`/api/cases/${caseId}/arrival`, signal);
export const chainOf = (county: string) => get<ChainState>(`/api/certificates/chain?county=${county}`);
