import { ref } from "vue";

export type Theme = "dark" | "light";

const KEY = "opsmap.theme";
const kept = localStorage.getItem(KEY);

/** The page's theme; the attribute on <html> is what the tokens listen to. */
export const theme = ref<Theme>("dark");

/** Applies what this browser chose last, else the entry's own default (dark on consoles, light on phones). */
export function startTheme(preferred: Theme) {
  setTheme(kept === "dark" || kept === "light" ? kept : preferred, false);
}

export function setTheme(next: Theme, keep = true) {
  theme.value = next;
  document.documentElement.dataset.theme = next;
  if (keep) localStorage.setItem(KEY, next);
}
