import { en } from "./incident.en";
import { zh } from "./incident.zh";
import { vocabulary } from "./words";

/** Words about crowd and public-opinion incidents. */
export const incidentWords = vocabulary(zh, en);
