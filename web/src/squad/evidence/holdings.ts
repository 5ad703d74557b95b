import type { CaseDetail, EvidenceKind } from "@/api/shapes";
import type { Entry } from "../steps/task";

/** So many a case may have (photos and signatures together). */
export const MOST = 12;

/** One piece of evidence as this phone knows it: with the server, or still to be uploaded. */
export interface Holding {
  id: string;
  kind: EvidenceKind;
  takenAt: string;
  picture: string;
  saved: boolean;
  /** It came to the server long after it was taken (补传). */
  late?: boolean;
  failed?: string;
}

/** Everything a case has, the server's first, then what waits here, in the order taken. */
export function holdings(job: Pick<CaseDetail, "card" | "evidence">, entries: readonly Entry[]): Holding[] {
  const saved = (job.evidence ?? []).map(({ id, kind, takenAt, lateSync }) => ({
    id,
    kind,
    takenAt,
    picture: `/api/cases/${job.card.id}/evidence/${id}`,
    saved: true,
    ...(lateSync ? { late: true } : {}),
  }));
  const known = new Set(saved.map(({ id }) => id));
  const waiting = entries.flatMap(({ id, task, occurredAt, failed }) =>
    task.to === "evidence" && task.caseId === job.card.id && !known.has(id)
      ? [
          {
            id,
            kind: task.kind,
            takenAt: occurredAt,
            picture: task.thumb,
            saved: false,
            ...(failed === undefined ? {} : { failed }),
          },
        ]
      : [],
  );
  return [...saved, ...waiting];
}

export const isPhoto = ({ kind }: Holding) => kind === "photo";
