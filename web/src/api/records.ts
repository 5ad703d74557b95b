import { call, get, postOnce } from "./http";
import { newId } from "./ids";

export interface LinkedCase {
  id: string;
  no: string;
  title: string;
}

interface Entered {
  id: string;
  county: string;
  version: number;
  enteredBy: string;
  enteredAt: string;
  cases: LinkedCase[];
}

export interface MeetingSaid {
  date: string;
  topic: string;
  attendees: string[];
  place?: string;
  departments?: string[];
  minutes?: string;
  cases?: string[];
}
/** A consultation meeting (会商): announced with its topic, later with its minutes. */
export type Meeting = Entered & Omit<MeetingSaid, "cases">;

export interface InterviewSaid {
  date: string;
  target: "merchant" | "unit";
  name: string;
  subject: string;
  attendees: string[];
  unit?: string;
  findings?: string;
  rectifyBy?: string;
  rectifiedOn?: string;
  published?: boolean;
  cases?: string[];
}
/** An interview (约谈) of a merchant or a unit. */
export type Interview = Entered & Omit<InterviewSaid, "cases">;

/** A typical case (典型案例) with the lesson it teaches. */
export interface Lesson {
  case: string;
  no: string;
  county: string;
  industry: number;
  title: string;
  text: string;
  shared?: boolean;
  version: number;
  enteredBy: string;
  enteredAt: string;
}
export interface LessonSaid {
  title: string;
  text: string;
  shared?: boolean;
}

type Book = "consultations" | "interviews";
type Record_<B extends Book> = B extends "consultations" ? Meeting : Interview;
type Said<B extends Book> = B extends "consultations" ? MeetingSaid : InterviewSaid;

const listOf = (q: string) => new URLSearchParams({ limit: "100", ...(q.trim() ? { q: q.trim() } : {}) });
export const records = <B extends Book>(book: B, q: string, signal?: AbortSignal) =>
  get<{ items: Record_<B>[] }>(`/api/${book}?${listOf(q)}`, signal);
export const enterRecord = <B extends Book>(book: B, commandId: string, record: Said<B>) =>
  postOnce<{ id: string }>(`/api/${book}`, { commandId, record } as { commandId: string });
export const changeRecord = <B extends Book>(book: B, id: string, record: Said<B>, version: number) =>
  call("PUT", `/api/${book}/${id}`, { body: { commandId: newId(), record, version } });
export const lessons = (q: string, signal?: AbortSignal) =>
  get<{ items: Lesson[] }>(`/api/typical-cases?${listOf(q)}`, signal);
export const flagCase = (caseId: string, lesson: LessonSaid, version?: number) =>
  call("PUT", `/api/typical-cases/${caseId}`, {
    body: { commandId: newId(), lesson, ...(version === undefined ? {} : { version }) },
  });
export const unflagCase = (caseId: string, version: number) =>
  postOnce(`/api/typical-cases/${caseId}/remove`, { commandId: newId(), version } as { commandId: string });
