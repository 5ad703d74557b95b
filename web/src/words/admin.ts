import { en } from "./admin.en";
import { zh } from "./admin.zh";
import { vocabulary } from "./words";

/** Words of the administrator's pages. */
export const adminWords = vocabulary(zh, en);
