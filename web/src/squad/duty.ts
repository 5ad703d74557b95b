import type { SquadCard, SquadState } from "@/api/shapes";
import type { Entry, SquadCommand } from "./steps/task";

/** The location notice (位置共享告知) this page shows; the version goes on record when the crew goes on duty. */
export const NOTICE_VERSION = "2026-11";

export interface OnDuty {
  members: string[];
  vehicle: string;
  agreed: boolean;
}

/** Two are the least that inspect and take evidence (《行政处罚程序规定》第二十二条); one alone answers by telephone. */
export const FULL_CREW = 2;
export const LARGEST_CREW = 12;

/** Who goes out: whoever is ticked and named, each once. */
export const crewOf = (rows: readonly { name: string; out: boolean }[]) => [
  ...new Set(rows.flatMap(({ name, out }) => (out && name.trim() ? [name.trim()] : []))),
];

/** Whoever is named has been shown the notice: that is what goes on record. */
export const clockOn = ({ members, vehicle }: OnDuty): SquadCommand => ({
  type: "clock-on",
  crew: members.length,
  members,
  ...(vehicle ? { vehicle } : {}),
  noticeVersion: NOTICE_VERSION,
});

const LEADS_TO: Record<string, SquadState> = {
  "clock-off": "offDuty",
  "start-break": "break",
  "end-break": "available",
  ready: "available",
  depart: "enRoute",
  arrive: "onScene",
};

/** Where the squad stands once what it pressed is reported: sharing and its pace follow the press, not the answer. */
export function standsAt(squad: SquadCard | undefined, entries: readonly Entry[]): SquadState | undefined {
  let state = squad?.state;
  for (const { task } of entries)
    if (task.to === "squad" || task.to === "case") state = LEADS_TO[task.command.type] ?? state;
  return state;
}
