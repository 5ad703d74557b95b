import { en } from "./notify.en";
import { zh } from "./notify.zh";
import { vocabulary } from "./words";

/** Channels that tell people off-screen, and what became of each message. */
export const notifyWords = vocabulary(zh, en);
