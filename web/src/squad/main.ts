import "@/theme/base.css";
import "./sheets/fields.css";
import { createApp, h, nextTick } from "vue";
import { Problem } from "@/api/problem";
import { whoAmI } from "@/api/session";
import type { Me } from "@/api/shapes";
import { startTicker } from "@/clocks/ticker";
import { startTheme } from "@/theme/theme";
import { words as t } from "@/words/squad";
import { startCrew } from "./crew";
import { keepFor } from "./keep";
import SquadPage from "./SquadPage.vue";
import { startSharing } from "./sharing";
import WaitingPage from "./WaitingPage.vue";

startTheme("light");
startTicker();

const pause = (ms: number) => new Promise<void>((done) => setTimeout(done, ms));
const waiting = createApp(WaitingPage);
waiting.mount("#app");

/** Who is signed in; a page opened without a network waits for it. */
async function me(): Promise<Me> {
  for (;;) {
    try {
      return await whoAmI();
    } catch (error) {
      if (error instanceof Problem && error.status === 401) {
        location.assign(`/?next=${encodeURIComponent(location.pathname)}`);
        return new Promise(() => undefined);
      }
      await pause(2_000);
    }
  }
}

async function begin() {
  const person = await me();
  if (!person.squad) {
    waiting.unmount();
    createApp(WaitingPage, { text: t("page.notSquad") }).mount("#app");
    return;
  }
  const keep = await keepFor(person.id);
  const crew = startCrew(person, keep, () => void sharing.flush());
  const sharing = startSharing(keep, () => void crew.refresh());
  for (;;) {
    try {
      await crew.begin();
      break;
    } catch {
      await pause(2_000);
    }
  }
  waiting.unmount();
  createApp({ render: () => h(SquadPage, { crew, sharing }) }).mount("#app");
  await nextTick();
  window.__opsmapReady = true;
}

void begin();
