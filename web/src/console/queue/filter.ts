import type { Row } from "@/live/queue";
import { inTab, TABS, type Tab } from "@/live/queue";
import { named } from "@/words/shared";
import { rowMatches } from "../command/match";

/** Does a row answer to every filter word: a tab's name, a trade, a county, an urgency, or any text of its card? */
export function passes(
  row: Row,
  words: readonly string[],
  names: { tab(tab: Tab): string; county(code: string): string },
): boolean {
  return words.every((word) => {
    const tab = TABS.find((candidate) => names.tab(candidate) === word);
    if (tab) return inTab(row, tab);
    return (
      [
        named("industry", row.card.industry),
        named("urgency", row.urgency),
        names.county(row.card.county),
      ].some((text) => text.toLowerCase().includes(word.toLowerCase())) || rowMatches(row, word.toLowerCase())
    );
  });
}
