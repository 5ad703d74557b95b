import "@/theme/base.css";
import { createApp, h, nextTick } from "vue";
import type { Problem } from "@/api/problem";
import { whoAmI } from "@/api/session";
import type { Me } from "@/api/shapes";
import { startTicker } from "@/clocks/ticker";
import { startTheme } from "@/theme/theme";
import { words as t } from "@/words/liaison";
import { startInbox } from "./inbox";
import LiaisonPage from "./LiaisonPage.vue";
import Notice from "./Notice.vue";

startTheme("light");
startTicker();
document.title = t("title");

const pause = (ms: number) => new Promise<void>((done) => setTimeout(done, ms));
const signedOut = () => location.assign("/?next=/liaison");

async function who(): Promise<Me> {
  for (;;) {
    try {
      return await whoAmI();
    } catch (error) {
      if ((error as Problem).status === 401) {
        signedOut();
        return new Promise(() => undefined);
      }
      await pause(2_000);
    }
  }
}

async function begin() {
  const notice = createApp(Notice, { text: t("loading") });
  notice.mount("#app");
  const me = await who();
  notice.unmount();
  if (me.role !== "liaison") return void createApp(Notice, { text: t("notLiaison") }).mount("#app");
  const inbox = startInbox(signedOut);
  createApp({ render: () => h(LiaisonPage, { me, inbox }) }).mount("#app");
  await nextTick();
  window.__opsmapReady = true;
}

void begin();
