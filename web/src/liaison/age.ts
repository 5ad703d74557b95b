import { words as t } from "@/words/liaison";

/** 40 分钟 · 3 小时 · 2 天 */
export function ageText(ms: number): string {
  const minutes = Math.max(1, Math.floor(ms / 60_000));
  if (minutes < 60) return t("age.m", { n: minutes });
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? t("age.h", { n: hours }) : t("age.d", { n: Math.floor(hours / 24) });
}
