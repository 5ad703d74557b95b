import { ref } from "vue";

export type Locale = "zh-CN" | "en";
export type Facts = Record<string, string | number>;

const KEY = "opsmap.locale";
const kept = localStorage.getItem(KEY);

/** The page's language: zh-CN unless this browser chose English. */
export const locale = ref<Locale>(kept === "en" ? "en" : "zh-CN");
document.documentElement.lang = locale.value;

export function setLocale(next: Locale) {
  locale.value = next;
  document.documentElement.lang = next;
  localStorage.setItem(KEY, next);
}

export const fill = (text: string, facts: Facts = {}) =>
  text.replace(/\{(\w+)\}/g, (whole, name: string) => (name in facts ? String(facts[name]) : whole));

/** A vocabulary: `t(key, facts)` in the page's language. A key missing in one language does not compile. */
export function vocabulary<K extends string>(zh: Record<K, string>, en: Record<K, string>) {
  const t = (key: K, facts?: Facts) => fill((locale.value === "en" ? en : zh)[key], facts);
  const has = (key: string): key is K => key in zh;
  /** Words for a code from the server; the code itself when we have none, so that nothing is ever blank. */
  const named = (group: string, code: string | number | undefined) => {
    const key = `${group}.${code}`;
    return has(key) ? t(key) : String(code ?? "");
  };
  return Object.assign(t, { zh, en, has, named });
}
