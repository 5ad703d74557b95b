import "@/theme/base.css";
import { createApp, nextTick } from "vue";
import { startTheme } from "@/theme/theme";
import { words as t } from "@/words/signin";
import SignInPage from "./SignInPage.vue";

startTheme(matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
document.title = t("title");
createApp(SignInPage).mount("#app");
void nextTick(() => {
  window.__opsmapReady = true;
});
