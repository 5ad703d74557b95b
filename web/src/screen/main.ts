import "@/theme/base.css";
import { createApp } from "vue";
import { counties } from "@/api/cases";
import { whoAmI } from "@/api/session";
import { startTicker } from "@/clocks/ticker";
import { connect } from "@/live/picture";
import { loadGeodata } from "@/map/geodata";
import { startTheme } from "@/theme/theme";
import { words as t } from "@/words/screen";
import { healThisPage } from "./heal";
import ScreenPage from "./ScreenPage.vue";
import { followSize } from "./scale";

startTheme("dark");
startTicker();
followSize();
healThisPage();
document.title = t("title");

const pause = (ms: number) => new Promise<void>((done) => setTimeout(done, ms));

/** A wall is switched on before the server as often as after it: it waits. */
async function begin() {
  for (;;) {
    try {
      const [me, list, geodata] = await Promise.all([whoAmI(), counties(), loadGeodata()]);
      connect();
      createApp(ScreenPage, { me, counties: list, geodata }).mount("#app");
      return;
    } catch (error) {
      if ((error as { status?: number }).status === 401) return location.assign("/?next=/screen");
      await pause(5_000);
    }
  }
}

void begin();
