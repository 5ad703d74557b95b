import { computed, ref, watch } from "vue";
import { registerCase } from "@/api/cases";
import { newId } from "@/api/ids";
import type { Problem } from "@/api/problem";
import type { Datum } from "@/api/shapes";
import { fit, store } from "@/live/picture";
import { shortNo } from "@/live/stage";
import { say } from "@/ui/toasts";
import { consoleWords as t } from "@/words/console";
import { clearPin, given, pinning, placePin } from "../desk/pin";
import { select } from "../desk/selection";
import {
  complainantOf,
  type DraftField,
  draftField,
  emptyDraft,
  faults,
  readCoordinates,
  registration,
} from "./draft";

/** One draft per seat: closing the drawer keeps it, only the server's acknowledgement empties it. */
const draft = ref(emptyDraft());
const wrong = ref<Partial<Record<DraftField | "coordinates", string>>>({});
const problem = ref<string>();
const saving = ref(false);
const coordinates = ref("");
const datum = ref<Datum>("gcj02");
let commandId = newId();

export const intakeOpen = ref(false);

export function openIntake(open: boolean) {
  intakeOpen.value = open;
  pinning.value = open;
}

/** What the drawer shows and does. */
export function useIntake() {
  watch(draft, () => (commandId = newId()), { deep: true });

  function readPasted() {
    const point = readCoordinates(coordinates.value);
    wrong.value.coordinates = coordinates.value.trim() === "" || point ? "" : t("new.badCoordinates");
    if (point) void placePin({ ...point, datum: datum.value });
  }

  async function save() {
    if (saving.value) return;
    const found = faults(draft.value, given.value !== undefined);
    wrong.value = Object.fromEntries(found.map(({ field, word }) => [field, t(`new.${word}`)]).reverse());
    problem.value = undefined;
    if (found.length > 0) return;
    saving.value = true;
    try {
      const made = await registerCase(
        registration(draft.value, given.value, new Date()),
        complainantOf(draft.value),
        commandId,
      );
      store.putCase(made.card);
      say(t("new.done", { no: shortNo(made.card.no) }));
      draft.value = emptyDraft();
      coordinates.value = "";
      clearPin();
      openIntake(false);
      select(made.id);
    } catch (error) {
      const { message, field } = error as Problem;
      const mine = draftField(field);
      if (mine) wrong.value = { [mine]: message };
      problem.value = message;
    } finally {
      saving.value = false;
    }
  }

  const canSave = computed(() => fit.value && !saving.value);
  return { draft, wrong, problem, saving, canSave, coordinates, datum, readPasted, save };
}
