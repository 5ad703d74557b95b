import type { SquadCommand } from "./api";

/** The location notice (位置共享告知) this page shows; the version goes on record when the crew goes on duty. */
export const NOTICE_VERSION = "2026-11";

export interface OnDuty {
  members: string[];
  vehicle: string;
  agreed: boolean;
}

/** Two are the least a response squad goes out with (《行政处罚程序规定》第二十二条). */
export const LEAST_CREW = 2;

export const clockOn = ({ members, vehicle }: OnDuty): SquadCommand => ({
  type: "clock-on",
  crew: members.length,
  members,
  ...(vehicle ? { vehicle } : {}),
  noticeVersion: NOTICE_VERSION,
});
