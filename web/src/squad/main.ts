import "@/theme/base.css";
import "./sheets/fields.css";
import { createApp, h, nextTick, watch } from "vue";
import { always } from "@/api/http";
import type { SquadState } from "@/api/shapes";
import { startTicker } from "@/clocks/ticker";
import { startTheme } from "@/theme/theme";
import { words as t } from "@/words/squad";
import { startCrew } from "./crew";
import { deviceOf } from "./device";
import { keepFor } from "./keep";
import { whoHoldsIt } from "./offline/person";
import { followUpdates } from "./offline/updates";
import SquadPage from "./SquadPage.vue";
import { startSharing } from "./sharing";
import WaitingPage from "./WaitingPage.vue";

startTheme("light");
startTicker();

const AGAIN = 2_000;
const pause = (ms: number) => new Promise<void>((done) => setTimeout(done, ms));
const waiting = createApp(WaitingPage);
waiting.mount("#app");

/** A reload silences the alarm until the next touch: nobody at work may be surprised by one. */
const idle = (state: SquadState | undefined) => state === "offDuty" || state === "break";

async function begin() {
  const me = await whoHoldsIt();
  if (!me.squad) {
    waiting.unmount();
    createApp(WaitingPage, { text: t("page.notSquad") }).mount("#app");
    return;
  }
  const keep = await keepFor(me.id);
  const device = await deviceOf(keep);
  always["X-Device"] = device.id;
  const crew = startCrew(me, {
    keep,
    device,
    up: () => void sharing.flush(),
    flushTrack: () => sharing.flush(),
  });
  const sharing = startSharing({
    keep,
    device: device.id,
    arrived: () => void crew.refresh(),
    refused: crew.heard,
  });
  const last = await keep.last();
  if (last) crew.recall(last);
  while (!crew.shown.squad) await crew.refresh().catch(() => pause(AGAIN));
  void crew.begin();
  waiting.unmount();
  /** Names typed for going on duty are kept nowhere yet. */
  let typed = false;
  addEventListener("input", () => {
    typed = true;
  });
  watch(crew.state, (now) => {
    if (!idle(now)) typed = false;
  });
  const updates = followUpdates(
    () =>
      idle(crew.state.value) &&
      !typed &&
      crew.shown.entries.length === 0 &&
      document.querySelector("dialog") === null,
  );
  createApp({ render: () => h(SquadPage, { crew, sharing, updates }) }).mount("#app");
  void navigator.storage?.persist?.();
  await nextTick();
  window.__opsmapReady = true;
}

void begin();
