import { onMounted, watch } from "vue";
import type { Keep } from "./keep";

/** Where a half-written form is kept: one per case and kind of form. */
export const draftName = (about: string, form: string) => `${about}/${form}`;

/** Keeps a form through reloads until it is answered (草稿); what is kept comes back when the form opens. */
export function keepDraft(keep: Keep, name: string, form: object) {
  let restored = false;
  let typed = false;
  const unkept = () => undefined;
  const save = () => void keep.putDraft(name, JSON.parse(JSON.stringify(form))).catch(unkept);
  onMounted(async () => {
    const kept = await keep.draft(name).catch(unkept);
    // whoever was quicker than the store means what was typed
    if (typed) save();
    else Object.assign(form, kept);
    restored = true;
  });
  watch(
    form,
    () => {
      typed = true;
      if (restored) save();
    },
    { deep: true },
  );
}
