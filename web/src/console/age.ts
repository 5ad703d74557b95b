import { consoleWords as t } from "@/words/console";

/** 8 秒 · 3 分 · 2 小时 */
export function ageText(seconds: number): string {
  if (seconds < 60) return t("age.s", { n: Math.round(seconds) });
  if (seconds < 3600) return t("age.m", { n: Math.floor(seconds / 60) });
  return t("age.h", { n: Math.floor(seconds / 3600) });
}
