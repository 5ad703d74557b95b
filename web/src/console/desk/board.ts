import { computed, ref, shallowRef } from "vue";
import { now } from "@/clocks/ticker";
import { cases, moved, squads, store } from "@/live/picture";
import { byUrgency, countByTab, countByUrgency, inTab, type Row, rowOf, type Tab } from "@/live/queue";
import { onDuty, troublesOf, unitView } from "@/live/unitStatus";
import { consoleWords as t } from "@/words/console";
import { passes } from "../queue/filter";
import { orderFreeze } from "../queue/freeze";
import { countByLane, firstLane, inLane, type Lane, lanesOf } from "../queue/lanes";
import { countyName, me } from "./seat";

/** The queue as it stands this second. */
export const tab = ref<Tab>("all");
const chosenLane = ref<Lane>();
/** The desk in view: the post's own until another one is chosen. */
export const lane = computed<Lane>(() => chosenLane.value ?? firstLane(me.value?.role));
export const filter = shallowRef<string[]>([]);
export const freeze = orderFreeze();

export const rows = computed(() =>
  cases.value
    .map((card) => rowOf(card, now.value))
    .filter((row) => row.stage !== "done")
    .sort(byUrgency),
);
export const lanes = computed(() => lanesOf(me.value?.role));
export const laneCounts = computed(() => countByLane(rows.value, lanes.value, me.value));
const atDesk = computed(() => rows.value.filter((row) => inLane(row, lane.value, me.value)));
export const tabCounts = computed(() => countByTab(atDesk.value));
export const urgencyCounts = computed(() => countByUrgency(rows.value.filter((row) => row.countdown)));

const names = { tab: (which: Tab) => t(`tab.${which}`), county: countyName };
const wanted = computed(() =>
  atDesk.value.filter((row) => inTab(row, tab.value) && passes(row, filter.value, names)),
);
export const queue = computed(() => {
  const byId = new Map(wanted.value.map((row) => [row.card.id, row]));
  return freeze.order([...byId.keys()]).flatMap((id) => byId.get(id) ?? []);
});

export function sitAt(next: Lane) {
  chosenLane.value = next;
  tab.value = "all";
  freeze.release();
}
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
    troubles: troublesOf(squad, store.positions.get(squad.slot)),
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
