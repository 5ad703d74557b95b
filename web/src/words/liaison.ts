import { en } from "./liaison.en";
import { zh } from "./liaison.zh";
import { vocabulary } from "./words";

/** Words of the liaison's page. */
export const words = vocabulary(zh, en);
