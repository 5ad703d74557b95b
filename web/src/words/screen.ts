import { en } from "./screen.en";
import { zh } from "./screen.zh";
import { vocabulary } from "./words";

/** Words of the situation wall. */
export const words = vocabulary(zh, en);
