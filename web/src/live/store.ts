import type { MessageNews } from "@/api/field";
import type { IncidentCard } from "@/api/incidents";
import type { CaseCard, CaseGone, ClockPassed, FeedRow, Fix, Snapshot, SquadCard } from "@/api/shapes";
import type { Frame, Position } from "./frame";

export type Change =
  | { kind: "reset" }
  | { kind: "case"; before: CaseCard | undefined; after: CaseCard }
  | { kind: "gone"; case: CaseCard }
  | { kind: "squad"; before: SquadCard | undefined; after: SquadCard }
  | { kind: "positions" }
  | { kind: "clock"; passed: ClockPassed }
  | { kind: "message"; news: MessageNews }
  | { kind: "incident"; before: IncidentCard | undefined; after: IncidentCard };

/** What the page knows: one normalised copy, fed by a snapshot, then by feed rows in per-county order, and frames. */
export function liveStore() {
  const cases = new Map<string, CaseCard>();
  const squads = new Map<string, SquadCard>();
  const incidents = new Map<string, IncidentCard>();
  const positions = new Map<number, Position>();
  const heads = new Map<string, number>();
  /** Cases that went to a county we do not see, and the version that took them there. */
  const gone = new Map<string, number>();
  const listeners = new Set<(change: Change) => void>();
  const tell = (change: Change) => {
    for (const listener of listeners) listener(change);
  };

  /** Newest version wins: answers to commands and feed rows arrive in either order. */
  function putCase(card: CaseCard) {
    const before = cases.get(card.id);
    if (before && before.version > card.version) return;
    if ((gone.get(card.id) ?? 0) >= card.version) return;
    gone.delete(card.id);
    cases.set(card.id, card);
    tell({ kind: "case", before, after: card });
  }

  /** A squad of ours has done helping, or the case was moved: it is nobody's work here any more, and we are told nothing more of it. */
  function dropCase({ id, version, county }: CaseGone) {
    // who watches both counties still sees it
    if (heads.has(county)) return;
    const known = cases.get(id);
    if (known && known.version > version) return;
    gone.set(id, version);
    if (!known) return;
    cases.delete(id);
    tell({ kind: "gone", case: known });
  }

  function putSquad(card: SquadCard) {
    const before = squads.get(card.id);
    if (before && before.version > card.version) return;
    if (card.retired) squads.delete(card.id);
    else squads.set(card.id, card);
    if (card.state === "offDuty") positions.delete(card.slot);
    else if (card.fix) putPosition(positionOf(card.slot, card.fix));
    tell({ kind: "squad", before, after: card });
  }

  function putIncident(card: IncidentCard) {
    const before = incidents.get(card.id);
    if (before && before.version > card.version) return;
    incidents.set(card.id, card);
    tell({ kind: "incident", before, after: card });
  }

  function putPosition(position: Position) {
    const known = positions.get(position.slot);
    if (!known || known.fixAt <= position.fixAt) positions.set(position.slot, position);
  }

  function putRow(row: FeedRow) {
    if (row.kind === "case") putCase(row.body as CaseCard);
    else if (row.kind === "case-gone") dropCase(row.body as CaseGone);
    else if (row.kind === "squad") putSquad(row.body as SquadCard);
    else if (row.kind === "clock") tell({ kind: "clock", passed: row.body as ClockPassed });
    else if (row.kind === "incident") putIncident(row.body as IncidentCard);
    else if (row.kind === "message") tell({ kind: "message", news: row.body as MessageNews });
  }

  return {
    cases: cases as ReadonlyMap<string, CaseCard>,
    squads: squads as ReadonlyMap<string, SquadCard>,
    incidents: incidents as ReadonlyMap<string, IncidentCard>,
    positions: positions as ReadonlyMap<number, Position>,
    putCase,
    putSquad,
    putIncident,
    head: (county: string) => heads.get(county) ?? 0,

    subscribe(listener: (change: Change) => void) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },

    reset(snapshot: Snapshot) {
      cases.clear();
      squads.clear();
      incidents.clear();
      positions.clear();
      heads.clear();
      gone.clear();
      for (const [county, seq] of Object.entries(snapshot.heads)) heads.set(county, seq);
      for (const card of snapshot.cases) cases.set(card.id, card);
      for (const card of snapshot.incidents ?? []) incidents.set(card.id, card);
      for (const card of snapshot.squads.filter((squad) => !squad.retired)) {
        squads.set(card.id, card);
        if (card.fix && card.state !== "offDuty") positions.set(card.slot, positionOf(card.slot, card.fix));
      }
      tell({ kind: "reset" });
    },

    /** Applies rows in order; rows already seen are skipped. Answers the counties where rows are missing. */
    feed(rows: readonly FeedRow[]): string[] {
      const gaps = new Set<string>();
      for (const row of rows) {
        const head = heads.get(row.county) ?? 0;
        if (row.seq <= head) continue;
        if (row.seq > head + 1) {
          gaps.add(row.county);
          continue;
        }
        heads.set(row.county, row.seq);
        putRow(row);
      }
      return [...gaps];
    },

    /** Counties where the server is ahead of us. */
    behind: (theirs: Record<string, number>) =>
      Object.entries(theirs)
        .filter(([county, seq]) => seq > (heads.get(county) ?? 0))
        .map(([county]) => county),

    frame(frame: Frame) {
      for (const position of frame.positions) putPosition(position);
      tell({ kind: "positions" });
    },
  };
}

const positionOf = (slot: number, fix: Fix): Position => ({
  slot,
  lon: fix.lon,
  lat: fix.lat,
  ...(fix.hdg === undefined ? {} : { heading: fix.hdg }),
  speed: fix.spd ?? 0,
  accuracy: fix.acc,
  suspicious: false,
  fixAt: Date.parse(fix.at),
  old: false,
});

export type LiveStore = ReturnType<typeof liveStore>;
