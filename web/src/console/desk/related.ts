import { computed } from "vue";
import { cases } from "@/live/picture";
import { kinLines, relatedTo } from "../related/related";
import { selected } from "./selection";
import { triage } from "./triage";

/** The cases that belong to the one in hand. */
export const related = computed(() => {
  const card = selected.value?.card;
  return card ? relatedTo(card, cases.value, triage.value) : [];
});
export const relatedLines = computed(() => kinLines(selected.value?.card, related.value));
