import { type CalendarAnswer, loadYear } from "@/api/calendar";
import { Problem } from "@/api/problem";
import { calendarWords as t } from "@/words/calendar";

const MOST = 64 * 1024;

/** Loads one year's file; answers the calendar after it, or what was wrong with the file, naming the line. */
export async function load(file: File): Promise<CalendarAnswer | string> {
  if (file.size > MOST) return t("tooLarge");
  let said: unknown;
  try {
    said = JSON.parse(await file.text());
  } catch (error) {
    return t("notJson", { why: (error as Error).message });
  }
  try {
    return await loadYear(said);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return error.field ? t("at", { field: error.field, text: error.message }) : error.message;
  }
}
