import type { CaseCard, LonLat, SquadCard } from "@/api/shapes";

/** How a squad that is out gets one more: after its job (排队), together with it (同场处置), or instead of it (抢派). */
export type WhenBusy = "queue" | "alongside" | "preempt";

/** A squad that is out and could take one more: after its job, or together with it at one place. */
export interface BusySquad {
  id: string;
  code: string;
  state: SquadCard["state"];
  caseNo: string;
  /** From the scene of its job to this one. */
  metres: number;
  together: boolean;
  waiting: number;
}

/** The server's figures: how many directives may wait, and how near two places are one. */
const MOST_WAITING = 3;
const ONE_PLACE = 150;
const LEAST_CREW = 2;
const SHOWN = 3;

/** The few of them that the case shows. */
export const busyFor = (...asked: Parameters<typeof outFor>) => outFor(...asked).slice(0, SHOWN);

/** The squads of the county that are out: at this very place first, then by how near their scene is. */
export function outFor(
  card: CaseCard,
  squads: readonly SquadCard[],
  caseOf: (id: string) => CaseCard | undefined,
  metresBetween: (a: LonLat, b: LonLat) => number,
): BusySquad[] {
  const here = placeOf(card);
  if (!here) return [];
  return squads
    .flatMap((squad) => {
      const there = squad.caseId ? placeOf(caseOf(squad.caseId)) : undefined;
      const waiting = squad.next?.length ?? 0;
      const has = squad.caseId === card.id || squad.next?.some((one) => one.caseId === card.id);
      if (!there || has || squad.county !== card.county || squad.crew < LEAST_CREW || waiting >= MOST_WAITING)
        return [];
      const metres = metresBetween(there, here);
      const { id, code, state, caseNo = "" } = squad;
      return [{ id, code, state, caseNo, metres, together: metres <= ONE_PLACE, waiting }];
    })
    .sort((a, b) => a.metres - b.metres);
}

const placeOf = (card: CaseCard | undefined): LonLat | undefined =>
  card?.lon !== undefined && card.lat !== undefined ? { lon: card.lon, lat: card.lat } : undefined;
