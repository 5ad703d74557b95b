import "@/theme/base.css";
import { createApp } from "vue";
import { startTicker } from "@/clocks/ticker";
import { startTheme } from "@/theme/theme";
import AdminPage from "./AdminPage.vue";

startTheme("light");
startTicker();
createApp(AdminPage).mount("#app");
