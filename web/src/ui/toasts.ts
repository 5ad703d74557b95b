import { shallowRef } from "vue";

export interface Toast {
  id: number;
  text: string;
  tone: "done" | "problem";
  undo?: { until: number; act: () => void };
}

/** What was just done or refused; the newest one shows, docked above the command line. */
export const toast = shallowRef<Toast>();

let count = 0;
let timer: ReturnType<typeof setTimeout> | undefined;

export function say(text: string, tone: Toast["tone"] = "done", undo?: { ms: number; act: () => void }) {
  clearTimeout(timer);
  const id = ++count;
  const until = performance.now() + (undo?.ms ?? 0);
  toast.value = { id, text, tone, ...(undo ? { undo: { until, act: undo.act } } : {}) };
  timer = setTimeout(() => hush(id), undo?.ms ?? (tone === "problem" ? 9_000 : 5_000));
}

export function hush(id = toast.value?.id) {
  if (toast.value?.id === id) toast.value = undefined;
}
