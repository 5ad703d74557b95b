import { consoleWords as t } from "@/words/console";

export const km = (metres: number) => (metres / 1000).toFixed(1);

/** Who was left out of a recommendation, and why, in one line; nothing when nobody was. */
export function leftOut(excluded: Record<string, number>): string | undefined {
  const parts = Object.entries(excluded).flatMap(([why, n]) =>
    n > 0 && t.has(`excluded.${why}`) ? [t(`excluded.${why}` as "excluded.busy", { n })] : [],
  );
  return parts.length > 0 ? t("advice.excluded", { what: parts.join(" · ") }) : undefined;
}
