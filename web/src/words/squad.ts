import { en } from "./squad.en";
import { zh } from "./squad.zh";
import { vocabulary } from "./words";

/** Words of the squad's page. */
export const words = vocabulary(zh, en);
export type SquadWord = keyof typeof zh;
