import { en } from "./trackers.en";
import { zh } from "./trackers.zh";
import { vocabulary } from "./words";

/** Devices that report a squad's position by themselves. */
export const trackerWords = vocabulary(zh, en);
