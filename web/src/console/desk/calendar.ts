import { ref, shallowRef } from "vue";
import { type CalendarAnswer, calendar, loadYear } from "@/api/calendar";
import { Problem } from "@/api/problem";
import { calendarWords as t } from "@/words/calendar";
import { me } from "./seat";

/** The working calendar as the server has it; asked for once an hour, for a year is missing for weeks. */
export const years = shallowRef<CalendarAnswer>();
export const calendarOpen = ref(false);

const TOLD = new Set(["cityDispatcher", "countyDispatcher", "admin"]);
const HOUR = 3_600_000;
const MOST = 64 * 1024;

export function watchCalendar() {
  if (!TOLD.has(me.value?.role ?? "")) return;
  void look();
  setInterval(look, HOUR);
}
async function look() {
  try {
    years.value = await calendar();
  } catch (error) {
    // the next hour asks again; everything else that needs the server says more loudly that it is gone
    console.warn((error as Problem).message);
  }
}

/** Loads one year's file; answers what was wrong with it, naming the line. */
export async function load(file: File): Promise<string | undefined> {
  if (file.size > MOST) return t("tooLarge");
  let said: unknown;
  try {
    said = JSON.parse(await file.text());
  } catch (error) {
    return t("notJson", { why: (error as Error).message });
  }
  try {
    years.value = await loadYear(said);
    return undefined;
  } catch (error) {
    const problem = error as Problem;
    return problem instanceof Problem && problem.field
      ? t("at", { field: problem.field, text: problem.message })
      : problem.message;
  }
}
