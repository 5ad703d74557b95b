import { nextTick } from "vue";
import type { CaseCard, SquadCard } from "@/api/shapes";
import { store } from "@/live/picture";
import { shortNo } from "@/live/stage";
import { say } from "@/ui/toasts";
import { consoleWords as t } from "@/words/console";
import { procedureWords as p } from "@/words/procedure";
import type { Order, Sending } from "./command/orders";
import { dispatch, line, preempt, reassign, send, withdraw } from "./desk/acts";
import { filterBy, rows } from "./desk/board";
import { lookAt } from "./desk/focus";
import { openForm, openSheet } from "./desk/form";
import { drawUp, show } from "./desk/incident";
import { select } from "./desk/selection";
import { openUnit } from "./desk/unit";
import { asks } from "./forms/assemble";
import { openIntake } from "./intake/useIntake";

/** Carries out what the command line was told. */
export async function carryOut(order: Order) {
  switch (order.do) {
    case "dispatch":
    case "reassign": {
      const card = store.cases.get(order.caseId);
      const squad = store.squads.get(order.squadId);
      if (card && squad) await give(order.do, card, squad, order);
      return;
    }
    case "withdraw": {
      const card = store.cases.get(order.caseId);
      if (card) await withdraw(card, order.reason);
      return;
    }
    case "act":
      return act(order.caseId, order.command);
    case "select":
      select(order.caseId);
      return lookAt(store.cases.get(order.caseId));
    case "locateCase":
      return lookAt(store.cases.get(order.caseId));
    case "locateSquad": {
      const squad = store.squads.get(order.squadId);
      if (!squad) return;
      openUnit(squad.slot);
      return lookAt(store.positions.get(squad.slot) ?? squad.base);
    }
    case "look":
      return lookAt(order.at);
    case "merchant":
      filterBy([order.name]);
      return select(rows.value.find((row) => row.card.respondent === order.name)?.card.id);
    case "barred":
      return say(order.why, "problem");
    case "incident":
      return show(order.id);
    case "drawUp": {
      const card = store.cases.get(order.caseId);
      return card && drawUp(card);
    }
    case "handover":
    case "duty":
    case "notify":
      return openSheet(order.do);
    case "filter":
      filterBy(order.words);
      return order.words.length === 0 ? say(t("act.filterCleared")) : undefined;
    case "new":
      return openIntake(true);
  }
}

/** A free squad is sent; one that is out gets the case after its job, together with it, or instead of it. */
function give(
  by: "dispatch" | "reassign",
  card: CaseCard,
  squad: SquadCard,
  { whenBusy, reason = "" }: Sending,
) {
  if (whenBusy === "preempt") return preempt(card, squad, reason);
  if (by === "reassign") return reassign(card, squad.id, whenBusy ? { whenBusy } : {});
  return whenBusy ? line(card, squad, whenBusy) : dispatch(card, squad.id, squad.code);
}

async function act(caseId: string, command: string) {
  const card = store.cases.get(caseId);
  if (!card) return;
  select(caseId);
  if (asks(command, card)) {
    await nextTick();
    openForm.value = command;
    return;
  }
  const what = p.named("command", command);
  if (await send(caseId, { type: command })) say(t("act.done", { no: shortNo(card.no), what }));
}
