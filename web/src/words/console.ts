import { en } from "./console.en";
import { zh } from "./console.zh";
import { vocabulary } from "./words";

/** The dispatcher console's own words. */
export const consoleWords = vocabulary(zh, en);
