import { computed, ref, shallowRef, watch } from "vue";
import { type Recommendation, recommendation } from "@/api/advice";
import { caseDetail } from "@/api/cases";
import type { Problem } from "@/api/problem";
import type { CaseDetail } from "@/api/shapes";
import { now } from "@/clocks/ticker";
import { caseById, fit, replaying, store } from "@/live/picture";
import { rowOf } from "@/live/queue";
import { shortNo } from "@/live/stage";
import { say } from "@/ui/toasts";
import { consoleWords as t } from "@/words/console";
import { me, sendsSquads } from "./seat";

/** The case in hand, everything known of it, and who could be sent. */
export const selectedId = ref<string>();
export const detail = shallowRef<CaseDetail>();
export const detailProblem = shallowRef<Problem>();
export const advice = shallowRef<Recommendation>();
export const adviceProblem = shallowRef<Problem>();
export const chosen = ref(1);

/** 跨县区调派: only the city orders a squad over a county line, case by case. */
export const mayOrderAcross = computed(() => me.value?.role === "cityDispatcher");
export const ordersAcross = ref(false);
export function orderAcross(order: boolean) {
  ordersAcross.value = order;
  chosen.value = 1;
  void loadAdvice();
}

export const selected = computed(() => {
  const card = caseById(selectedId.value);
  return card ? rowOf(card, now.value) : undefined;
});
export const candidates = computed(() => advice.value?.candidates ?? []);
export const chosenCandidate = computed(() => candidates.value[chosen.value - 1] ?? candidates.value[0]);
export const allowed = (command: string) =>
  detail.value?.actions.some((action) => action.command === command && action.allowed) === true;
export const placed = computed(
  () => selected.value?.card.lon !== undefined && selected.value.card.lat !== undefined,
);

/** Someone may still be sent: recommendations are worth asking for. */
export const wantsAdvice = computed(() => {
  if (replaying.value || !sendsSquads.value) return false;
  const stage = selected.value?.stage;
  return (
    stage === "triage" ||
    stage === "dispatch" ||
    stage === "receipt" ||
    stage === "respond" ||
    stage === "travel"
  );
});

export function select(id: string | undefined) {
  if (id === selectedId.value) return;
  selectedId.value = id;
  detail.value = undefined;
  detailProblem.value = undefined;
  advice.value = undefined;
  adviceProblem.value = undefined;
  chosen.value = 1;
  ordersAcross.value = false;
}

let detailCall: AbortController | undefined;
export async function loadDetail() {
  const id = selectedId.value;
  detailCall?.abort();
  if (!id) return;
  detailCall = new AbortController();
  const { signal } = detailCall;
  try {
    const answer = await caseDetail(id, signal);
    if (selectedId.value !== id) return;
    detail.value = answer;
    detailProblem.value = undefined;
    if (!replaying.value) store.putCase(answer.card);
  } catch (error) {
    if (!signal.aborted && selectedId.value === id) detailProblem.value = error as Problem;
  }
}

let adviceCall: AbortController | undefined;
export async function loadAdvice() {
  const id = selectedId.value;
  adviceCall?.abort();
  if (!id || !wantsAdvice.value) {
    advice.value = undefined;
    return;
  }
  adviceCall = new AbortController();
  const { signal } = adviceCall;
  const kept = chosenCandidate.value?.squadId;
  try {
    const answer = await recommendation(id, ordersAcross.value, signal);
    if (selectedId.value !== id) return;
    const touched = chosen.value > 1;
    advice.value = answer;
    adviceProblem.value = undefined;
    const at = answer.candidates.findIndex((candidate) => candidate.squadId === kept);
    chosen.value = touched && at >= 0 ? at + 1 : 1;
  } catch (error) {
    if (!signal.aborted && selectedId.value === id) adviceProblem.value = error as Problem;
  }
}

const ADVICE_EVERY = 15_000;

/** Follows the selection and the case's version; advice also ages by itself. */
export function followSelection() {
  store.subscribe((change) => {
    if (change.kind !== "gone" || change.case.id !== selectedId.value) return;
    say(t("detail.gone", { no: shortNo(change.case.no) }));
    select(undefined);
  });
  watch([selectedId, () => selected.value?.card.version, fit], ([, version], [, before]) => {
    void loadAdvice();
    if (version === undefined || version !== detail.value?.card.version || version !== before)
      void loadDetail();
  });
  setInterval(() => {
    if (fit.value && wantsAdvice.value && !document.hidden) void loadAdvice();
  }, ADVICE_EVERY);
}
