import { en } from "./tracks.en";
import { zh } from "./tracks.zh";
import { vocabulary } from "./words";

/** Where a squad has been. */
export const trackWords = vocabulary(zh, en);
