import { computed, ref } from "vue";
import { units } from "./board";

/** The squad whose card is open. */
export const openSlot = ref<number>();
export const openedUnit = computed(() => units.value.find((unit) => unit.squad.slot === openSlot.value));
export const openUnit = (slot: number | undefined) => {
  openSlot.value = slot;
};
