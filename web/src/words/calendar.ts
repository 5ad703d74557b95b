import { en } from "./calendar.en";
import { zh } from "./calendar.zh";
import { vocabulary } from "./words";

/** Words about the working calendar. */
export const calendarWords = vocabulary(zh, en);
