import { onMounted, onUnmounted, shallowRef } from "vue";
import type { Problem } from "@/api/problem";

/** What a section shows: not read yet, read, or not readable and why. What was read stays while it is read again. */
export function useList<T>(ask: (signal: AbortSignal) => Promise<T>) {
  const list = shallowRef<T>();
  const problem = shallowRef<Problem>();
  const gone = new AbortController();

  async function read() {
    try {
      list.value = await ask(gone.signal);
      problem.value = undefined;
    } catch (error) {
      if (gone.signal.aborted) return;
      problem.value = error as Problem;
      if (problem.value.status === 401) location.assign("/?next=/admin");
    }
  }
  onMounted(read);
  onUnmounted(() => gone.abort());
  return { list, problem, read };
}
