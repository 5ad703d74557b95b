import type { CaseCard, SquadCard } from "@/api/shapes";
import type { Position } from "@/live/frame";

/** So long without a word from a squad that is out, and somebody else should be thought of (domain rule: ten minutes). */
const TOO_LONG = 10 * 60_000;
const OUT = new Set<CaseCard["fast"]>(["directiveIssued", "directiveReceived", "responded", "enRoute"]);

/** Minutes since the squad of this case was last heard of, once they are too many; a squad at its scene may be silent. */
export function silentFor(
  card: CaseCard,
  squad: SquadCard | undefined,
  position: Position | undefined,
  now: number,
): number | undefined {
  if (!squad || squad.id !== card.squad || card.queued || !OUT.has(card.fast) || !position) return undefined;
  const silence = now - position.fixAt;
  return silence >= TOO_LONG ? Math.floor(silence / 60_000) : undefined;
}
