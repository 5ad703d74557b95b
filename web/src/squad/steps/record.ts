import type { TimelineEntry } from "@/api/shapes";
import type { Step } from "./progress";

const STEP_OF: Record<string, Step> = {
  "directive-received": "ack",
  "squad-responded": "respond",
  "squad-en-route": "depart",
  "arrived-on-scene": "arrive",
  "case-closed": "close",
  "scene-finished": "close",
  "feedback-sent": "feedback",
};
const NEW_ROUND = ["directive-issued", "directive-reassigned"];

/** When a step happened, and whether it was reported later (补传). */
export interface Stamp {
  at: string;
  late: boolean;
}

/** What is on record of the present directive, step by step; an earlier squad's steps are not this one's. */
export function stamps(timeline: readonly TimelineEntry[]): Partial<Record<Step, Stamp>> {
  let found: Partial<Record<Step, Stamp>> = {};
  for (const { type, at, occurredAt, late } of timeline) {
    if (NEW_ROUND.includes(type)) found = {};
    const step = STEP_OF[type];
    if (step) found[step] ??= { at: occurredAt ?? at, late: late === true };
  }
  return found;
}
