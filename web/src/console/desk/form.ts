import { ref, shallowReactive } from "vue";
import type { Values } from "../forms/field";

/** The command whose inline form is open. */
export const openForm = ref<string>();

/** What covers the page while it is open: the handover sheet (交接班), the roster (值班表), the register of squads (分队名册), the channels (离屏通知), the office records (会商、约谈、典型案例), a squad's devices (定位设备). */
export type Sheet = "handover" | "duty" | "squads" | "notify" | "office" | "trackers";
export const sheet = ref<Sheet>();
export const openSheet = (open: Sheet | undefined) => {
  sheet.value = open;
};

/** What was typed and not yet taken, by case and command: kept when refused, closed or left for another case. */
const drafts = shallowReactive(new Map<string, Values>());
const keyOf = (id: string, command: string) => `${id} ${command}`;
const MOST = 40;

export const draftOf = (id: string, command: string) => drafts.get(keyOf(id, command));
export function keepDraft(id: string, command: string, values: Values) {
  const key = keyOf(id, command);
  drafts.delete(key);
  drafts.set(key, values);
  const oldest = drafts.keys().next().value;
  if (drafts.size > MOST && oldest !== undefined) drafts.delete(oldest);
}
export const dropDraft = (id: string, command: string) => void drafts.delete(keyOf(id, command));
