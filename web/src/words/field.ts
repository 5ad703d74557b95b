import { en } from "./field.en";
import { zh } from "./field.zh";
import { vocabulary } from "./words";

/** Words of the phone's parts that come after its page: evidence, conversation, help. */
export const fieldWords = vocabulary(zh, en);
