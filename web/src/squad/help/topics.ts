import type { Sharing } from "../position/watch";

export const TOPICS = ["denied", "insecure", "unavailable", "wechat", "install"] as const;
export type Topic = (typeof TOPICS)[number];
export type System = "harmony" | "ios" | "android";

export const inWeChat = (agent = navigator.userAgent) => /MicroMessenger/i.test(agent);

/** Which phone's steps come first. */
export function systemOf(agent = navigator.userAgent): System {
  if (/HarmonyOS|OpenHarmony|ArkWeb/i.test(agent)) return "harmony";
  return /iPhone|iPad|iPod/i.test(agent) ? "ios" : "android";
}

/** What must be said before the page is of any use; nothing fails silently. */
export function topicAtStart(secure = isSecureContext, agent = navigator.userAgent): Topic | undefined {
  if (inWeChat(agent)) return "wechat";
  return secure ? undefined : "insecure";
}

/** What a state of the position sharing has to be explained with. */
export const topicFor = (state: Sharing): Topic | undefined =>
  state === "denied" || state === "insecure" || state === "unavailable" ? state : undefined;
