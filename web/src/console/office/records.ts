import type { Interview, InterviewSaid, LinkedCase, Meeting, MeetingSaid } from "@/api/records";
import { several } from "@/ui/typed";

const ZONE_MS = 8 * 3_600_000;

/** Today as the city's calendar has it. */
export const todayOf = (now: number) => new Date(now + ZONE_MS).toISOString().slice(0, 10);

/** So many hours from now, in the city's time, as a field takes it. */
export const dueIn = (hours: number, now: number = Date.now()) =>
  new Date(now + ZONE_MS + hours * 3_600_000).toISOString().slice(0, 16);

export const meetingDraft = (meeting: Meeting | undefined, now: number) => ({
  date: meeting?.date ?? todayOf(now),
  topic: meeting?.topic ?? "",
  place: meeting?.place ?? "",
  attendees: (meeting?.attendees ?? []).join("、"),
  departments: [...(meeting?.departments ?? [])],
  minutes: meeting?.minutes ?? "",
  cases: [...(meeting?.cases ?? [])] as LinkedCase[],
});
export const meetingSaid = (draft: ReturnType<typeof meetingDraft>): MeetingSaid => ({
  date: draft.date,
  topic: draft.topic,
  attendees: several(draft.attendees),
  departments: draft.departments,
  cases: draft.cases.map((one) => one.id),
  ...(draft.place.trim() ? { place: draft.place } : {}),
  ...(draft.minutes.trim() ? { minutes: draft.minutes } : {}),
});

export const interviewDraft = (interview: Interview | undefined, now: number) => ({
  date: interview?.date ?? todayOf(now),
  target: interview?.target ?? ("merchant" as "merchant" | "unit"),
  unit: interview?.unit ?? "",
  name: interview?.name ?? "",
  subject: interview?.subject ?? "",
  attendees: (interview?.attendees ?? []).join("、"),
  findings: interview?.findings ?? "",
  rectifyBy: interview?.rectifyBy ?? "",
  rectifiedOn: interview?.rectifiedOn ?? "",
  published: interview?.published ?? false,
  cases: [...(interview?.cases ?? [])] as LinkedCase[],
});
export const interviewSaid = (draft: ReturnType<typeof interviewDraft>): InterviewSaid => ({
  date: draft.date,
  target: draft.target,
  name: draft.name,
  subject: draft.subject,
  attendees: several(draft.attendees),
  published: draft.published,
  cases: draft.cases.map((one) => one.id),
  ...(draft.target === "unit" && draft.unit ? { unit: draft.unit } : {}),
  ...(draft.findings.trim() ? { findings: draft.findings } : {}),
  ...(draft.rectifyBy ? { rectifyBy: draft.rectifyBy } : {}),
  ...(draft.rectifiedOn ? { rectifiedOn: draft.rectifiedOn } : {}),
});
