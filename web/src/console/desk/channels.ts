import { ref } from "vue";
import { type ChannelDown, channelsDown } from "@/api/notify";

const EVERY = 60_000;

/** Channels that have given notices up and taken none since (渠道失效). */
export const down = ref<ChannelDown[]>([]);

/** Looks now and each minute; what cannot be asked leaves what was known. */
export function watchChannels() {
  const look = () =>
    channelsDown().then(
      (found) => {
        down.value = found;
      },
      () => undefined,
    );
  void look();
  const every = setInterval(look, EVERY);
  return () => clearInterval(every);
}
