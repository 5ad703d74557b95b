import type { zh } from "./trackers.zh";

export const en: Record<keyof typeof zh, string> = {
  title: "Trackers · {squad}",
  intro:
    "A page stops reporting when its phone is locked. A tracking app on the phone or a box in the car goes on; both count only while the squad is on duty.",
  close: "Close",
  add: "Enter a device",
  name: "Name (required)",
  nameHint: "e.g. box in car 1234",
  cancel: "Cancel",
  none: "No devices yet",
  seen: "last heard {at}",
  never: "not heard yet",
  battery: "battery {n}%",
  revoked: "taken out {at}",
  show: "Address",
  hide: "Hide",
  take: "Take out",
  sure: "A device taken out is not believed any more, and cannot come back. Take it out?",
  yes: "Take out",
  scan: "Scan this with the device, or type it in. Who has the address can report: keep it to yourself.",
  address: "Address",
  token: "Device id",
  copy: "Copy",
  copied: "Copied",
  "help.traccar": "Traccar Client: server {host}/t, device identifier as above",
  "help.ownTracks":
    "OwnTracks: mode HTTP with the whole address; or {host}/t with the device id as the password",
  "help.osmAnd": "Box in a car (OsmAnd protocol): server {host}/t, terminal number as the device id",
  entered: "{name} entered",
  taken: "{name} taken out",
};
