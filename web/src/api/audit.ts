import { get } from "./http";
import type { Role } from "./shapes";

/** One line of the audit trail (审计日志). */
export interface AuditLine {
  seq: number;
  at: string;
  person?: string;
  name?: string;
  login?: string;
  role?: Role;
  county: string;
  action: string;
  subject?: string;
  subjectName?: string;
  facts: Record<string, string>;
}

export interface AuditQuestion {
  person?: string;
  action?: string;
  from?: string;
  to?: string;
}

export function auditLines(asked: AuditQuestion, before?: number, signal?: AbortSignal) {
  const query = new URLSearchParams({ limit: "100" });
  for (const [key, value] of Object.entries(asked)) if (value) query.set(key, value);
  if (before !== undefined) query.set("before", String(before));
  return get<{ items: AuditLine[]; next?: number }>(`/api/audit?${query}`, signal);
}
