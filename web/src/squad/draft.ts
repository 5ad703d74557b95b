import { onMounted, watch } from "vue";
import type { Keep } from "./keep";

/** Where a half-written form is kept: one per case and kind of form. */
export const draftName = (about: string, form: string) => `${about}/${form}`;

/** Keeps a form through reloads until it is answered (草稿); what is kept comes back when the form opens. */
export function keepDraft(keep: Keep, name: string, form: object) {
  let restored = false;
  onMounted(async () => {
    Object.assign(form, await keep.draft(name));
    restored = true;
  });
  watch(form, () => restored && void keep.putDraft(name, JSON.parse(JSON.stringify(form))), { deep: true });
}
