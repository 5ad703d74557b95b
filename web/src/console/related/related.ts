import type { CaseCard, LonLat } from "@/api/shapes";
import type { TriageAdvice } from "@/api/triage";

/** How another case belongs to this one. */
export type Tie = "from" | "offspring" | "into" | "child" | "incident" | "duplicate" | "merchant";

export interface Related {
  id: string;
  no: string | undefined;
  tie: Tie;
  card: CaseCard | undefined;
}

const MOST = 12;

/** Kin first, then the incident's, possible duplicates, and the same merchant's; each case once, under its nearest tie. */
export function relatedTo(
  card: CaseCard,
  cases: readonly CaseCard[],
  advice: TriageAdvice | undefined,
): Related[] {
  const byId = new Map(cases.map((one) => [one.id, one]));
  const found = new Map<string, Related>();
  const put = (tie: Tie, id: string | undefined, no?: string) => {
    if (id === undefined || id === card.id || found.has(id)) return;
    const known = byId.get(id);
    found.set(id, { id, no: known?.no ?? no, tie, card: known });
  };
  put("from", card.splitFrom?.id, card.splitFrom?.no);
  put("from", card.clueOf?.id, card.clueOf?.no);
  put("into", card.mergedInto);
  for (const one of card.offspring ?? []) put("offspring", one.id, one.no);
  for (const one of card.children ?? []) put("child", one.id, one.no);
  if (card.incident) for (const one of cases) if (one.incident === card.incident) put("incident", one.id);
  if (advice?.caseId === card.id)
    for (const one of advice.duplicates) put("duplicate", one.caseId, one.caseNo);
  if (card.respondent)
    for (const one of cases) if (one.respondent === card.respondent) put("merchant", one.id);
  return [...found.values()].slice(0, MOST);
}

/** Where to draw the quiet lines: from the case to each related one that has a place of its own. */
export function kinLines(
  card: CaseCard | undefined,
  related: readonly Related[],
): { from: LonLat; to: LonLat }[] {
  if (card?.lon === undefined || card.lat === undefined) return [];
  const from = { lon: card.lon, lat: card.lat };
  return related.flatMap(({ card: other }) => {
    if (other?.lon === undefined || other.lat === undefined) return [];
    return other.lon === from.lon && other.lat === from.lat
      ? []
      : [{ from, to: { lon: other.lon, lat: other.lat } }];
  });
}
