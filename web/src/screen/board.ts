import { computed } from "vue";
import { now } from "@/clocks/ticker";
import { caseMarks } from "@/live/caseMarks";
import { cases, moved, squads, store } from "@/live/picture";
import { byUrgency, rowOf } from "@/live/queue";
import { onDuty, unitView } from "@/live/unitStatus";
import type { SquadMark } from "@/map/squadLayer";

/** Open cases this second, the most urgent first. */
export const rows = computed(() =>
  cases.value
    .map((card) => rowOf(card, now.value))
    .filter((row) => row.stage !== "done")
    .sort(byUrgency),
);

/** What waits for a return visit only is nobody's emergency: the wall's map leaves it out. */
export const marks = computed(() =>
  caseMarks(
    rows.value.filter(
      (row) => row.stage !== "returnVisit" && row.stage !== "archive" && row.stage !== "feedback",
    ),
    undefined,
  ),
);

const units = computed(() => {
  void moved.value;
  return squads.value.filter(onDuty).map((squad) => {
    const position = store.positions.get(squad.slot);
    return { squad, position, ...unitView(squad, position, now.value) };
  });
});

const codes = computed(() => new Map(squads.value.map((squad) => [squad.id, squad.code])));
export const squadCode = (id: string) => codes.value.get(id);

export const unitCounts = computed(() => {
  const counts = { free: 0, sent: 0, route: 0, scene: 0, off: 0 };
  for (const { status } of units.value) counts[status]++;
  return counts;
});

const SLOTS = 7;
const APART = 0.0042;

/** The wall gets positions to about a kilometre: squads on the same spot are set apart, so that each is seen. */
export const squadMarks = computed<SquadMark[]>(() => {
  const taken = new Map<string, number>();
  return units.value.flatMap(({ squad, position, status, freshness }) => {
    if (!position) return [];
    const spot = `${position.lon.toFixed(2)},${position.lat.toFixed(2)}`;
    const n = taken.get(spot) ?? 0;
    taken.set(spot, n + 1);
    const ring = n === 0 ? 0 : 1 + Math.floor((n - 1) / SLOTS);
    const angle = (n * 2 * Math.PI) / SLOTS;
    return [
      {
        slot: squad.slot,
        code: squad.code,
        lon: position.lon + Math.cos(angle) * ring * APART,
        lat: position.lat + Math.sin(angle) * ring * APART * 0.8,
        status,
        ageing: freshness !== "live" && status !== "off",
        heading: status === "route" ? (position.heading ?? 0) : 0,
        label: "",
        around: 0,
      },
    ];
  });
});
