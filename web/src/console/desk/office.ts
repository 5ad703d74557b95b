import { computed } from "vue";
import { me } from "./seat";

const DESKS = ["cityDispatcher", "countyDispatcher"];
const READERS = [...DESKS, "stationHead", "section", "leadership"];

/** Sets, sends back and closes joint tasks; writes meetings, interviews and lessons down. */
export const keepsRecords = computed(() => DESKS.includes(me.value?.role ?? ""));
export const seesTasks = computed(() => READERS.includes(me.value?.role ?? ""));
