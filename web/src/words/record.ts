import { en } from "./record.en";
import { zh } from "./record.zh";
import { vocabulary } from "./words";

/** What has happened to a case, and whose time it took. */
export const recordWords = vocabulary(zh, en);
