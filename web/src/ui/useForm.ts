import { ref, shallowRef } from "vue";
import { Problem } from "@/api/problem";
import { shared as t } from "@/words/shared";

/** One form: what the server said no to stands at its field, and what was typed stays. */
export function useForm(prefix: string) {
  const problem = shallowRef<Problem>();
  const busy = ref(false);

  /** True when it was taken. */
  async function send(act: () => Promise<unknown>): Promise<boolean> {
    if (busy.value) return false;
    busy.value = true;
    problem.value = undefined;
    try {
      await act();
      return true;
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      problem.value = error.status === 401 ? new Problem(401, error.code, t("form.again"), undefined) : error;
      return false;
    } finally {
      busy.value = false;
    }
  }

  const named = () => problem.value?.field?.replace(`${prefix}.`, "");
  /** The words for this field, or for something inside it. */
  const at = (field: string) => {
    const wrong = named();
    return wrong === field || wrong?.startsWith(`${field}[`) || wrong?.startsWith(`${field}.`)
      ? problem.value?.message
      : undefined;
  };
  /** What belongs to none of these fields stands below the form. */
  const elsewhere = (fields: readonly string[]) =>
    problem.value && !fields.some((field) => at(field)) ? problem.value.message : undefined;

  return { problem, busy, send, at, elsewhere };
}
