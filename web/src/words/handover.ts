import { en } from "./handover.en";
import { zh } from "./handover.zh";
import { vocabulary } from "./words";

/** The handover sheet between two shifts. */
export const handoverWords = vocabulary(zh, en);
