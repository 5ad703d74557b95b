import { en } from "./procedure.en";
import { zh } from "./procedure.zh";
import { vocabulary } from "./words";

/** What can be done to a case, and what each step asks. */
export const procedureWords = vocabulary(zh, en);
