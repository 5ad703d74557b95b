import { en } from "./signin.en";
import { zh } from "./signin.zh";
import { vocabulary } from "./words";

/** Words of the sign-in page. */
export const words = vocabulary(zh, en);
