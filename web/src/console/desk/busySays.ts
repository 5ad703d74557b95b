import { shortNo } from "@/live/stage";
import { consoleWords as t } from "@/words/console";
import { named } from "@/words/shared";
import type { BusySquad } from "./busy";

/** What a squad that is out is at, how far off, and how many wait for it already. */
export const busySays = ({ state, caseNo, metres, waiting }: BusySquad) =>
  [
    named("state", state),
    `#${shortNo(caseNo)}`,
    `${(metres / 1000).toFixed(1)} km`,
    waiting > 0 ? t("busy.waiting", { n: waiting }) : "",
  ]
    .filter(Boolean)
    .join(" · ");
