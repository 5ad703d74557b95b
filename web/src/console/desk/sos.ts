import { computed } from "vue";
import type { Problem } from "@/api/problem";
import { commandSquad } from "@/api/squads";
import { store } from "@/live/picture";
import { say } from "@/ui/toasts";
import { crewWords as t } from "@/words/crews";
import { units } from "./board";

/** Crews that call for help, the longest wait first. */
export const calls = computed(() =>
  units.value
    .flatMap((unit) => (unit.squad.sos ? [{ ...unit, sos: unit.squad.sos }] : []))
    .sort((a, b) => a.sos.at.localeCompare(b.sos.at)),
);

/** Closes a call with what was done; answers whether the server took it. */
export async function clearCall(squad: { id: string; code: string }, note: string): Promise<boolean> {
  try {
    const { card } = await commandSquad(squad.id, { type: "clear-sos", note });
    store.putSquad(card);
    say(t("sos.cleared", { squad: squad.code }));
    return true;
  } catch (error) {
    say((error as Problem).message, "problem");
    return false;
  }
}
