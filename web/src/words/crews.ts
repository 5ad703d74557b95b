import { en } from "./crews.en";
import { zh } from "./crews.zh";
import { vocabulary } from "./words";

/** What comes from the crews: calls for help, messages, evidence; and the past on the map. */
export const crewWords = vocabulary(zh, en);
