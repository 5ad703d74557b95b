import { en } from "./office.en";
import { zh } from "./office.zh";
import { vocabulary } from "./words";

/** Meetings, interviews, typical cases, and joint tasks about one case. */
export const officeWords = vocabulary(zh, en);
