import { en } from "./proof.en";
import { zh } from "./proof.zh";
import { vocabulary } from "./words";

/** The proof that a squad was at the scene. */
export const proofWords = vocabulary(zh, en);
