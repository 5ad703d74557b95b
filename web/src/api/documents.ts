import { get, postOnce } from "./http";
import { newId } from "./ids";

export type Copy = "masked" | "full" | "respondent";

/** A document as the register lists it (文书). */
export interface DocumentCard {
  id: string;
  kind: string;
  title: string;
  no: string;
  state: "issued" | "withdrawn" | "superseded";
  issuedAt: string;
  issuedBy: string;
  issuer: string;
  sha256: string;
  copies: Copy[];
  verify: string;
  reason?: string;
}

export interface DocumentField {
  name: string;
  label: string;
  type: "text" | "longText" | "date" | "dateTime" | "number" | "card";
  required: boolean;
  value?: string | number;
}

/** A document that may, or may not yet, be made of the case. */
export interface Offer {
  kind: string;
  title: string;
  style?: number;
  allowed: boolean;
  code?: string;
  why?: string;
  /** One is in force on this ground: a correction names it. */
  inForce?: string;
  fields: DocumentField[];
}

export interface IssueRequest {
  kind: string;
  fields?: Record<string, string | number>;
  supersedes?: string;
  reason?: string;
}

export const documentsOf = (id: string, signal: AbortSignal) =>
  get<{ items: DocumentCard[]; offers: Offer[] }>(`/api/cases/${id}/documents`, signal);
export const issueDocument = (id: string, request: IssueRequest) =>
  postOnce<DocumentCard>(`/api/cases/${id}/documents`, { commandId: newId(), ...request });
export const withdrawDocument = (id: string, reason: string) =>
  postOnce<DocumentCard>(`/api/documents/${id}/withdraw`, { commandId: newId(), reason } as {
    commandId: string;
  });
export const pageOf = (id: string, copy: Copy) => `/api/documents/${id}/page?copy=${copy}`;
export const pdfOf = (id: string, copy: Copy) => `/api/documents/${id}/pdf?copy=${copy}`;
export const previewOf = (id: string, { kind, fields }: IssueRequest) => {
  const said = Object.entries(fields ?? {}).map(([name, value]): [string, string] => [name, String(value)]);
  return `/api/cases/${id}/documents/preview?${new URLSearchParams([["kind", kind], ...said])}`;
};
