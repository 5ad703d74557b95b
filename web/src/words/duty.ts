import { en } from "./duty.en";
import { zh } from "./duty.zh";
import { vocabulary } from "./words";

/** The roster: who is on duty when, and whether the duty phones are answered. */
export const dutyWords = vocabulary(zh, en);
