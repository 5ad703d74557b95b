import type { zh } from "./tracks.zh";

export const en: Record<keyof typeof zh, string> = {
  open: "Track",
  devices: "Trackers",
  title: "Past track",
  from: "From",
  hours: "For",
  hour: "{n} h",
  reason: "Reason (required, recorded)",
  load: "Show the track",
  loading: "Loading…",
  away: "Put away",
  nothing: "No positions in that time",
  found: "{n} positions, {doubted} in doubt, {late} told late",
};
