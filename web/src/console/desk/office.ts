import { computed } from "vue";
import { me, sendsSquads } from "./seat";

const READERS = ["stationHead", "section", "leadership"];

/** Sets, sends back and closes joint tasks; writes meetings, interviews and lessons down. */
export const keepsRecords = sendsSquads;
export const seesTasks = computed(() => sendsSquads.value || READERS.includes(me.value?.role ?? ""));
