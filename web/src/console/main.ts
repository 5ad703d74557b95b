import "@/theme/base.css";
import { createApp } from "vue";
import { startTicker } from "@/clocks/ticker";
import { startTheme } from "@/theme/theme";
import ConsolePage from "./ConsolePage.vue";

startTheme("dark");
startTicker();
createApp(ConsolePage).mount("#app");
