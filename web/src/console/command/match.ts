import type { Row } from "@/live/queue";
import { shortNo } from "@/live/stage";

/** 潞州05 is found by 潞州05, 潞州5, 05 and 潞. */
export function matches(code: string, wanted: string): boolean {
  if (wanted === "") return true;
  const low = code.toLowerCase();
  return low.includes(wanted) || low.replace(/0(?=\d$)/, "").includes(wanted);
}

export function rowMatches(row: Row, wanted: string): boolean {
  if (wanted === "") return true;
  const { no, title, place, respondent, squadCode } = row.card;
  return [no, shortNo(no), title, place, respondent, squadCode].some((text) =>
    text?.toLowerCase().includes(wanted),
  );
}
