import { nextTick, ref, shallowRef } from "vue";
import { type CaseCommand, type Changed, commandCase } from "@/api/cases";
import { newId } from "@/api/ids";
import type { Problem } from "@/api/problem";
import type { CaseCard } from "@/api/shapes";
import { fit, store } from "@/live/picture";
import { nextToDispatch } from "@/live/queue";
import { shortNo } from "@/live/stage";
import { hush, say, toast } from "@/ui/toasts";
import { consoleWords as t } from "@/words/console";
import type { Values } from "../forms/field";
import { queue } from "./board";
import { draftOf, keepDraft, openForm } from "./form";
import {
  allowed,
  chosenCandidate,
  detail,
  loadAdvice,
  loadDetail,
  select,
  selected,
  selectedId,
} from "./selection";
import { stepsBefore } from "./steps";

const UNDO = 10_000;

/** The command being sent, by type; nothing is shown as done before the server has said so. */
export const sending = ref<string>();
/** Why the last command was not taken: its form shows it at the field it names. */
export const refusal = shallowRef<{ id: string; command: string; problem: Problem }>();

/** Sends one command; answers whether it was accepted. Refusals are said, conflicts reload the case. */
export async function send(id: string, command: CaseCommand): Promise<Changed | undefined> {
  if (sending.value) return undefined;
  if (!fit.value) {
    say(t("act.disconnected"), "problem");
    return undefined;
  }
  sending.value = command.type;
  refusal.value = undefined;
  try {
    return await sendUnguarded(id, command);
  } catch (error) {
    refusal.value = { id, command: command.type, problem: error as Problem };
    refused(error as Problem, id);
    return undefined;
  } finally {
    sending.value = undefined;
  }
}

/** Says with it which version of the case was in view: whoever has changed it meanwhile must be read first. */
async function sendUnguarded(id: string, command: CaseCommand) {
  const seen = store.cases.get(id) ?? (detail.value?.card.id === id ? detail.value.card : undefined);
  const changed = await commandCase(id, command, seen?.version, newId());
  store.putCase(changed.card);
  return changed;
}

function refused(problem: Problem, id: string) {
  const { by, caseNo } = problem.facts;
  const taken =
    problem.code === "squad-taken" && by ? ` (${by}${caseNo ? ` · #${shortNo(caseNo)}` : ""})` : "";
  say(problem.message + taken, "problem");
  if (problem.status === 409 && id === selectedId.value) {
    void loadDetail();
    void loadAdvice();
  }
}

/** 派单: one key. A case with a ticked situation that nobody has decided yet is decided on the way. */
export async function dispatch(
  card: CaseCard,
  squadId: string,
  squadCode: string,
  override?: string,
  whenBusy?: "preempt",
) {
  if (sending.value) return;
  if (!fit.value) return say(t("act.disconnected"), "problem");
  sending.value = "issue-directive";
  try {
    for (const step of stepsBefore(card)) await sendUnguarded(card.id, step);
    const despite = override === undefined ? {} : { override: { reason: override } };
    await sendUnguarded(card.id, {
      type: "issue-directive",
      squad: squadId,
      ...(whenBusy ? { whenBusy } : {}),
      ...despite,
    });
    issued(card, squadCode);
  } catch (error) {
    refused(error as Problem, card.id);
  } finally {
    sending.value = undefined;
  }
}

/** 排队、同场: one more for a squad that is out. */
export async function line(
  card: CaseCard,
  squad: { id: string; code: string },
  whenBusy: "queue" | "alongside",
) {
  if (SENT.has(card.fast)) return reassign(card, squad.id, { whenBusy });
  for (const step of stepsBefore(card)) if (!(await send(card.id, step))) return;
  if (!(await send(card.id, { type: "issue-directive", squad: squad.id, whenBusy }))) return;
  say(
    t(whenBusy === "queue" ? "act.queued" : "act.alongside", { squad: squad.code, no: shortNo(card.no) }),
    "done",
    {
      ms: UNDO,
      act: () => void recall(card),
    },
  );
}

/** 抢派: a squad is called away from the job it has, and its dispatcher reads why. */
export const preempt = (card: CaseCard, squad: { id: string; code: string }, reason: string) =>
  SENT.has(card.fast)
    ? reassign(card, squad.id, { whenBusy: "preempt", reason, override: reason })
    : dispatch(card, squad.id, squad.code, reason, "preempt");

const SENT = new Set<CaseCard["fast"]>([
  "directiveIssued",
  "directiveReceived",
  "responded",
  "remoteHandling",
  "enRoute",
]);

function issued(card: CaseCard, squadCode: string) {
  const next = nextToDispatch(queue.value, card.id);
  say(t("act.dispatched", { squad: squadCode, no: shortNo(card.no) }), "done", {
    ms: UNDO,
    act: () => void recall(card),
  });
  if (next && selectedId.value === card.id) select(next);
}

/** 撤回: only the one who issued it, within ten seconds, and before the squad has answered; the server decides. */
async function recall(card: CaseCard) {
  const changed = await send(card.id, { type: "recall-directive" });
  if (!changed) return;
  say(t("act.recalled", { no: shortNo(card.no) }));
  select(card.id);
}

export function undo() {
  const act = toast.value?.undo?.act;
  if (!act) return;
  hush();
  act();
}

/** Enter on the case in hand. */
export async function dispatchSelected(again: boolean) {
  const row = selected.value;
  const candidate = chosenCandidate.value;
  if (!row) return;
  const reassigning = row.stage === "receipt" || row.stage === "respond" || row.stage === "travel";
  if (row.card.lon === undefined) return say(t("act.pinFirst"), "problem");
  if (reassigning && !again) return say(t("act.shiftEnter"));
  if (!candidate) return say(t("act.noCandidate"), "problem");
  if (reassigning) return reassign(row.card, candidate.squadId);
  if (row.stage !== "dispatch" && !allowed("issue-directive"))
    return say(t("act.notDispatchable"), "problem");
  await dispatch(row.card, candidate.squadId, candidate.code);
}

/** 改派 is never without a reason: its form opens with the squad filled in, and waits for it. */
export async function reassign(card: CaseCard, squadId: string, more: Values = {}) {
  select(card.id);
  await nextTick();
  keepDraft(card.id, "reassign", { ...draftOf(card.id, "reassign"), ...more, squad: squadId });
  openForm.value = "reassign";
}

/** Withdraws the directive: as undo while that is open, else cancelled with a reason. */
export async function withdraw(card: CaseCard, reason: string) {
  if (detail.value?.card.id === card.id && allowed("recall-directive")) return recall(card);
  const changed = await send(card.id, { type: "cancel-directive", reason: reason || t("act.cancelReason") });
  if (changed) say(t("act.cancelled", { no: shortNo(card.no) }));
}
