import { get, post } from "./http";

/** The working calendar (工作日历): which years are loaded, and which ought to be. */
export interface CalendarAnswer {
  today: string;
  years: { year: number; source: string; loadedAt: string; workingDays: number }[];
  alarm?: { code: string; year: number; text: string };
}

export const calendar = () => get<CalendarAnswer>("/api/calendar");
export const loadYear = (year: unknown) => post<CalendarAnswer>("/api/calendar/years", year);
