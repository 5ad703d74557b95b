import { ref, shallowRef } from "vue";
import { type CalendarAnswer, calendar } from "@/api/calendar";
import type { Problem } from "@/api/problem";
import { me } from "./seat";

/** The working calendar as the server has it; asked for once an hour, for a year is missing for weeks. */
export const years = shallowRef<CalendarAnswer>();
export const calendarOpen = ref(false);

const TOLD = new Set(["cityDispatcher", "countyDispatcher"]);
const HOUR = 3_600_000;

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
