import { computed, shallowRef, triggerRef, watch } from "vue";
import type { IncidentCard } from "@/api/incidents";
import type { CaseCard, SquadCard } from "@/api/shapes";
import { now, pageClock } from "@/clocks/ticker";
import { type LiveStatus, liveConnection } from "./connection";
import { viewersHub } from "./signalr";
import { liveStore } from "./store";

const STALE = 6_000;

export const store = liveStore();
export const status = shallowRef<LiveStatus>({
  phase: "connecting",
  heardAt: performance.now(),
  latencyMs: undefined,
  health: undefined,
});
export const drawn = shallowRef(false);

const caseList = shallowRef<CaseCard[]>([]);
const squadList = shallowRef<SquadCard[]>([]);
const incidentList = shallowRef<IncidentCard[]>([]);
/** Rises with every position frame: what draws squads watches it. */
export const moved = shallowRef(0);
export const cases = computed(() => caseList.value.map(withSquadCode));
export const squads = computed(() => squadList.value);
/** Open and lately closed ones, the newest first. */
export const incidents = computed(() => incidentList.value);
export const openIncidents = computed(() => incidentList.value.filter((one) => one.open));
export const caseById = (id: string | undefined) => cases.value.find((card) => card.id === id);

/** A card names its squad by id; people by code. */
function withSquadCode(card: CaseCard): CaseCard {
  const code = card.squad && !card.squadCode ? store.squads.get(card.squad)?.code : undefined;
  return code ? { ...card, squadCode: code } : card;
}

/** Many changes in one message become one redraw. */
let due: { cases?: boolean; squads?: boolean; incidents?: boolean; moved?: boolean } | undefined;
function mark(what: "cases" | "squads" | "incidents" | "moved") {
  if (!due) {
    due = {};
    queueMicrotask(flush);
  }
  due[what] = true;
}
function flush() {
  const what = due;
  due = undefined;
  if (what?.cases) caseList.value = [...store.cases.values()];
  if (what?.squads)
    squadList.value = [...store.squads.values()].sort((a, b) => a.code.localeCompare(b.code, "zh-CN"));
  if (what?.incidents)
    incidentList.value = [...store.incidents.values()].sort((a, b) => b.openedAt.localeCompare(a.openedAt));
  if (what?.moved) moved.value++;
}
window.__opsmapSquadAt = (code) => {
  const squad = squadList.value.find((card) => card.code === code);
  const at = squad && store.positions.get(squad.slot);
  return at && { lon: at.lon, lat: at.lat };
};
store.subscribe((change) => {
  if (change.kind === "reset") {
    mark("cases");
    mark("squads");
    mark("incidents");
    mark("moved");
    drawn.value = true;
  } else if (change.kind === "case" || change.kind === "gone") mark("cases");
  else if (change.kind === "squad") {
    mark("squads");
    mark("moved");
  } else if (change.kind === "incident") mark("incidents");
  else if (change.kind === "positions") mark("moved");
});

/** Seconds since the last word from the server; ticks with the page. */
export const silence = computed(() => {
  void now.value;
  return Math.max(0, Math.round((performance.now() - status.value.heardAt) / 1000));
});

/** The feed is fit to act on: connected, a snapshot held, and heard from lately. */
export const fit = computed(() => status.value.phase === "live" && silence.value * 1000 < STALE);

/** The page shows the past: nothing comes in, nothing can be done. */
export const replaying = computed(() => status.value.phase === "replay");

/** The canary deadline fires every minute; when it does not, no promise is being watched. */
export const clocksStopped = computed(() => status.value.health?.clocksAlive === false);

export function connect() {
  const connection = liveConnection({
    createHub: () => viewersHub(),
    store,
    clock: pageClock,
    onStatus: (next) => {
      status.value = next;
      triggerRef(status);
    },
  });
  void connection.run();
  addEventListener("online", connection.wake);
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden) connection.wake();
  });
  watch(
    () => status.value.phase,
    (phase) => {
      if (phase === "signedOut") location.assign(`/?next=${encodeURIComponent(location.pathname)}`);
    },
  );
  return connection;
}
