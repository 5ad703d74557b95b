import type { Channel, ChannelKind, ChannelSaid } from "@/api/notify";
import { several } from "@/ui/typed";
import { notifyWords as t } from "@/words/notify";

/** A channel as it is typed; what is left empty of an old one stays as it is. */
export interface ChannelDraft {
  kind: ChannelKind;
  name: string;
  county: string;
  url: string;
  secret: string;
  phones: string;
  perMinute: number;
  complainants: boolean;
}

export const draftOf = (channel: Channel | undefined): ChannelDraft => ({
  kind: channel?.kind ?? "weCom",
  name: channel?.name ?? "",
  county: channel?.county ?? "1404",
  url: "",
  secret: "",
  phones: "",
  perMinute: channel?.perMinute ?? 20,
  complainants: channel?.complainants ?? false,
});

export function saidOf(draft: ChannelDraft, before: Channel | undefined): ChannelSaid {
  const phones = several(draft.phones);
  return {
    kind: draft.kind,
    name: draft.name.trim(),
    county: draft.county,
    perMinute: draft.perMinute,
    enabled: before?.enabled ?? false,
    complainants: draft.kind === "sms" && draft.complainants,
    ...(draft.url.trim() ? { url: draft.url.trim() } : {}),
    ...(draft.secret ? { secret: draft.secret } : {}),
    ...(phones.length > 0 ? { phones } : {}),
  };
}

export const toggled = ({ kind, name, county, perMinute, enabled, complainants }: Channel): ChannelSaid => ({
  kind,
  name,
  county,
  perMinute,
  enabled: !enabled,
  complainants,
});

/** What came of a message, in words; a code without words speaks for itself. */
export function resultOf({ ok, result, ms }: { ok?: boolean; result?: string; ms?: number }) {
  if (ok === undefined) return result === undefined ? t("sending") : t("unsent", { why: why(result) });
  return ok ? t("ok", { ms: ms ?? 0 }) : t("failed", { why: why(result) });
}

function why(result: string | undefined) {
  const key = `why.${result}`;
  return t.has(key) ? t(key) : (result ?? "").replace(/^http-/, "HTTP ");
}
