import { type Component, defineAsyncComponent } from "vue";
import PartMissing from "./panels/PartMissing.vue";

/** A part of the page that comes when it is opened; on a phone that has not kept it yet it says so. */
export const part = <T extends Component>(load: () => Promise<{ default: T }>) =>
  defineAsyncComponent({ loader: load, errorComponent: PartMissing });

/** A piece of the first screen that comes right after it: what cannot be read yet is asked for until it can. */
export const panel = <T extends Component>(load: () => Promise<{ default: T }>) =>
  defineAsyncComponent({ loader: load, onError: (_error, retry) => void setTimeout(retry, 2_000) });
