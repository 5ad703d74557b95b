import { computed, shallowRef } from "vue";
import type { Problem } from "@/api/problem";
import { decideTriage, type TriageAdvice, type TriageChoice, triageOf } from "@/api/triage";
import { replaying } from "@/live/picture";
import { say } from "@/ui/toasts";
import { me } from "./seat";
import { selected, selectedId } from "./selection";

/** What the server suggests for the case in hand; asked for only while somebody decides on it. */
export const triage = shallowRef<TriageAdvice>();
export const triageProblem = shallowRef<Problem>();

const STAGES = new Set(["received", "triaging", "returned", "reopened"]);
const ROLES = new Set(["cityDispatcher", "countyDispatcher", "section"]);
export const inTriage = computed(() => {
  const card = selected.value?.card;
  return (
    !replaying.value && card !== undefined && STAGES.has(card.workflow) && ROLES.has(me.value?.role ?? "")
  );
});

let call: AbortController | undefined;
let about: string | undefined;
export async function loadTriage(id: string) {
  if (about !== undefined && about !== id) forgetTriage(about);
  about = id;
  call?.abort();
  call = new AbortController();
  const { signal } = call;
  try {
    const answer = await triageOf(id, signal);
    if (selectedId.value !== id) return;
    triage.value = answer;
    triageProblem.value = undefined;
  } catch (error) {
    if (!signal.aborted && selectedId.value === id) triageProblem.value = error as Problem;
  }
}
/** Nobody looks at this case any more. A panel that goes may do so after the next one has asked: what that one wants stays. */
export function forgetTriage(id: string) {
  if (about !== id) return;
  about = undefined;
  call?.abort();
  triage.value = undefined;
  triageProblem.value = undefined;
}

/** Records what was made of a suggestion; answers whether it was taken down. */
export async function decide(choice: TriageChoice): Promise<boolean> {
  const advice = triage.value;
  if (!advice) return false;
  try {
    const decisions = await decideTriage(advice.caseId, choice);
    if (triage.value?.caseId === advice.caseId) triage.value = { ...triage.value, decisions };
    return true;
  } catch (error) {
    say((error as Problem).message, "problem");
    return false;
  }
}
