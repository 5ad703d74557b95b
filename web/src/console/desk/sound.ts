import { ref, watch } from "vue";
import { now } from "@/clocks/ticker";
import { store } from "@/live/picture";
import { say } from "@/ui/toasts";
import { consoleWords as t } from "@/words/console";
import { alarms } from "../frame/alarms";
import { webAudioBeeper } from "../frame/beeper";
import { urgencyCounts } from "./board";
import { calls } from "./sos";

const KEY = "opsmap.sound";
const beeper = webAudioBeeper();
const seat = alarms(beeper);

export const soundOn = ref(localStorage.getItem(KEY) !== "off");
export const soundArmed = ref(false);

async function arm() {
  await beeper.arm();
  soundArmed.value = beeper.armed();
}

/** The first click anywhere lets the browser make sounds; the chip in the bar says so until then. */
export function startSound() {
  store.subscribe(seat.hear);
  watch(now, () => seat.tick(urgencyCounts.value.breach, calls.value.length));
  watch(soundOn, (on) => seat.turn(on), { immediate: true });
  addEventListener("pointerdown", () => void arm(), { once: true, capture: true });
}

export async function toggleSound() {
  if (soundOn.value && !soundArmed.value) return arm();
  soundOn.value = !soundOn.value;
  localStorage.setItem(KEY, soundOn.value ? "on" : "off");
  await arm();
  if (soundOn.value) seat.sound("done");
}

export function silence() {
  if (urgencyCounts.value.breach + calls.value.length === 0) return;
  seat.silence();
  say(t("act.silenced"));
}
