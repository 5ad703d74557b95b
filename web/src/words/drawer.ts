import { en } from "./drawer.en";
import { zh } from "./drawer.zh";
import { vocabulary } from "./words";

/** The panels of the case drawer: suggestions, related cases, documents. */
export const drawerWords = vocabulary(zh, en);
