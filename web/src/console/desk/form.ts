import { ref } from "vue";

/** The command whose inline form is open. */
export const openForm = ref<string>();
