import { ref, shallowRef } from "vue";
import type { Problem } from "@/api/problem";

/** One form of the office: what was refused stands at its field, and what was typed stays. */
export function useSaving(prefix: string) {
  const problem = shallowRef<Problem>();
  const busy = ref(false);
  async function saving(act: () => Promise<unknown>): Promise<boolean> {
    if (busy.value) return false;
    busy.value = true;
    problem.value = undefined;
    try {
      await act();
      return true;
    } catch (error) {
      problem.value = error as Problem;
      return false;
    } finally {
      busy.value = false;
    }
  }
  const wrong = (field: string) => problem.value?.field?.startsWith(`${prefix}.${field}`) ?? false;
  return { problem, busy, saving, wrong };
}
