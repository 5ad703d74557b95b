import { computed, ref, shallowRef } from "vue";
import { now } from "@/clocks/ticker";
import { cases, moved, squads, store } from "@/live/picture";
import { byUrgency, countByTab, countByUrgency, inTab, type Row, rowOf, type Tab } from "@/live/queue";
import { onDuty, unitView } from "@/live/unitStatus";
import { consoleWords as t } from "@/words/console";
import { passes } from "../queue/filter";
import { orderFreeze } from "../queue/freeze";
import { countyName } from "./seat";

/** The queue as it stands this second. */
export const tab = ref<Tab>("all");
export const filter = shallowRef<string[]>([]);
export const freeze = orderFreeze();

export const rows = computed(() =>
  cases.value
    .map((card) => rowOf(card, now.value))
    .filter((row) => row.stage !== "done")
    .sort(byUrgency),
);
export const tabCounts = computed(() => countByTab(rows.value));
export const urgencyCounts = computed(() => countByUrgency(rows.value.filter((row) => row.countdown)));

const names = { tab: (which: Tab) => t(`tab.${which}`), county: countyName };
const wanted = computed(() =>
  rows.value.filter((row) => inTab(row, tab.value) && passes(row, filter.value, names)),
);
export const queue = computed(() => {
  const byId = new Map(wanted.value.map((row) => [row.card.id, row]));
  return freeze.order([...byId.keys()]).flatMap((id) => byId.get(id) ?? []);
});

export function show(next: Tab) {
  tab.value = next;
  freeze.release();
}
export function filterBy(words: string[]) {
  filter.value = words;
  freeze.release();
}

/** Squads with how they are shown this second. */
export const units = computed(() => {
  void moved.value;
  return squads.value.map((squad) => ({
    squad,
    position: store.positions.get(squad.slot),
    ...unitView(squad, store.positions.get(squad.slot), now.value),
  }));
});
export type Unit = (typeof units.value)[number];

export const unitCounts = computed(() => {
  const counts = { free: 0, sent: 0, route: 0, scene: 0, off: 0 };
  for (const { squad, status } of units.value) if (onDuty(squad)) counts[status]++;
  return counts;
});

export const rowById = (id: string | undefined): Row | undefined =>
  rows.value.find((row) => row.card.id === id);
