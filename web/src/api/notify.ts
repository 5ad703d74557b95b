import { call, get } from "./http";
import { newId } from "./ids";

export type ChannelKind = "weCom" | "dingTalk" | "sms" | "voice";
export const CHANNEL_KINDS: readonly ChannelKind[] = ["weCom", "dingTalk", "sms", "voice"];

/** A way to tell people who do not look at a screen (通知渠道); its address and secret never come back. */
export interface Channel {
  id: string;
  kind: ChannelKind;
  name: string;
  county: string;
  host: string;
  hasSecret: boolean;
  phones: string[];
  perMinute: number;
  enabled: boolean;
  /** Texts complainants too (告知消费者). */
  complainants: boolean;
  pausedUntil?: string;
  waiting: number;
  version: number;
}

export interface ChannelSaid {
  kind: ChannelKind;
  name: string;
  county: string;
  url?: string;
  secret?: string;
  phones?: string[];
  perMinute: number;
  enabled: boolean;
  complainants: boolean;
}

export interface Delivery {
  id: number;
  channel: string;
  name: string;
  kind: ChannelKind;
  at: string;
  what: "notice" | "digest" | "test" | "complainant";
  notices: number;
  text: string;
  ok?: boolean;
  result?: string;
  ms?: number;
}

/** A channel that takes nothing (渠道失效): how many notices it has given up, and since when. */
export interface ChannelDown {
  id: string;
  name: string;
  kind: ChannelKind;
  failed: number;
  since: string;
}

export const channelsDown = () => get<ChannelDown[]>("/api/notify/health");
export const channels = (signal: AbortSignal) => get<Channel[]>("/api/notify/channels", signal);
export const deliveries = (signal: AbortSignal) =>
  get<Delivery[]>("/api/notify/deliveries?limit=100", signal);
export const putChannel = (id: string, channel: ChannelSaid, version: number | undefined) =>
  call("PUT", `/api/notify/channels/${id}`, {
    body: { commandId: newId(), channel, ...(version === undefined ? {} : { version }) },
  });
export const testChannel = (id: string) =>
  call<{ ok: boolean; result: string; ms: number }>("POST", `/api/notify/channels/${id}/test`, { body: {} });
