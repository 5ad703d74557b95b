import { computed, ref, shallowRef } from "vue";
import { newId } from "@/api/ids";
import {
  commandIncident,
  type IncidentCommand,
  type IncidentDetail,
  type IncidentSaid,
  incidentDetail,
  openIncident,
} from "@/api/incidents";
import type { Problem } from "@/api/problem";
import type { CaseCard, LonLat } from "@/api/shapes";
import type { TriageAdvice } from "@/api/triage";
import { cases, fit, incidents, store } from "@/live/picture";
import { say } from "@/ui/toasts";
import { consoleWords } from "@/words/console";
import { incidentWords as t } from "@/words/incident";
import { lookAt } from "./focus";
import { me } from "./seat";

/** The incident in the drawer, and the one being drawn up. */
export const shownId = ref<string>();
export const shown = computed(() => incidents.value.find((one) => one.id === shownId.value));
export const draft = shallowRef<IncidentSaid>();
export const facts = shallowRef<IncidentDetail>();
export const factsProblem = shallowRef<Problem>();

export const opens = computed(
  () => me.value?.role === "cityDispatcher" || me.value?.role === "countyDispatcher",
);
/** What every complainant of the case's incident is told, also after it has ended. */
export const sharedReplyOf = (card: CaseCard) =>
  card.incident ? incidents.value.find((one) => one.id === card.incident)?.sharedReply : undefined;

export function show(id: string | undefined) {
  draft.value = undefined;
  shownId.value = id;
  facts.value = undefined;
  factsProblem.value = undefined;
  const card = id ? store.incidents.get(id) : undefined;
  if (card) lookAt(card);
}

let call: AbortController | undefined;
export async function loadFacts() {
  const id = shownId.value;
  call?.abort();
  if (!id) return;
  call = new AbortController();
  const { signal } = call;
  try {
    const answer = await incidentDetail(id, signal);
    if (shownId.value !== id) return;
    facts.value = answer;
    factsProblem.value = undefined;
    store.putIncident(answer.card);
  } catch (error) {
    if (!signal.aborted && shownId.value === id) factsProblem.value = error as Problem;
  }
}

const RADIUS = 500;

/** Draws one up from the case in hand: with its burst if triage has found one, else with what complains from about the same place. */
export function drawUp(card: CaseCard, burst?: TriageAdvice["incident"]) {
  const near = burst ? burst.cases.map((one) => one.caseId) : around(card);
  const point = burst ? burst.centre : at(card);
  if (!point) return say(consoleWords("act.pinFirst"), "problem");
  const n = near.length;
  shownId.value = undefined;
  draft.value = {
    level: n >= 20 ? 1 : n >= 10 ? 2 : 3,
    title: t("form.named", { place: (card.respondent ?? card.place).slice(0, 40) }),
    reason: t("form.why", { n }),
    point: { lon: round(point.lon), lat: round(point.lat) },
    radiusM: Math.max(RADIUS, Math.ceil(((burst?.radiusM ?? 0) * 1.5) / 100) * 100),
    cases: near,
  };
}
const round = (degrees: number) => Math.round(degrees * 1e6) / 1e6;
const at = ({ lon, lat }: CaseCard): LonLat | undefined =>
  lon === undefined || lat === undefined ? undefined : { lon, lat };
const HOUR = 3_600_000;
const KM = 111.2;
const around = (card: CaseCard) => [
  card.id,
  ...cases.value
    .filter((one) => one.id !== card.id && one.kind !== "consultation" && (!one.incident || one.incidentOver))
    .filter((one) => !one.drill === !card.drill && near(one, card))
    .map((one) => one.id),
];
function near(a: CaseCard, b: CaseCard) {
  if (a.lon === undefined || a.lat === undefined || b.lon === undefined || b.lat === undefined) return false;
  const east = (a.lon - b.lon) * KM * Math.cos((b.lat * Math.PI) / 180);
  const apart = Math.abs(Date.parse(a.receivedAt) - Date.parse(b.receivedAt));
  return Math.hypot(east, (a.lat - b.lat) * KM) * 1000 <= RADIUS && apart <= HOUR;
}

/** One id for one form: sent again after a broken line it is the same incident. */
export async function open(said: IncidentSaid, commandId = newId()): Promise<Problem | undefined> {
  try {
    const { card } = await openIncident(said, commandId);
    store.putIncident(card);
    show(card.id);
    say(t("done.opened", { title: card.title }));
    return undefined;
  } catch (error) {
    return error as Problem;
  }
}

/** Says something to the incident in the drawer; answers why not. */
export async function tell(command: IncidentCommand): Promise<Problem | undefined> {
  const id = shownId.value;
  if (!id) return undefined;
  if (!fit.value) {
    say(consoleWords("act.disconnected"), "problem");
    return undefined;
  }
  try {
    store.putIncident((await commandIncident(id, command)).card);
    await loadFacts();
    return undefined;
  } catch (error) {
    return error as Problem;
  }
}
