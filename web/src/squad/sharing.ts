import { shallowReactive } from "vue";
import type { SquadState } from "@/api/shapes";
import { oneTab } from "./alone";
import { report, retryable } from "./api";
import type { Keep } from "./keep";
import { samplingFor, type TrackFix } from "./position/filter";
import { gpsWord } from "./position/gpsWord";
import { keeping } from "./position/keeping";
import { trackOutbox } from "./position/trackOutbox";
import { type Sharing, watchPosition } from "./position/watch";
import { sharesPosition } from "./steps/progress";

interface Battery extends EventTarget {
  level: number;
  charging: boolean;
}

const FLUSH_EVERY = 5_000;

interface SharingPorts {
  keep: Keep;
  device: string;
  arrived(): void;
  /** What the server said instead of taking the fixes. */
  refused(error: unknown): void;
}

/** Position sharing of this phone: on with the duty, off with it, and honest about every state in between. */
export function startSharing({ keep, device, arrived, refused }: SharingPorts) {
  const shown = shallowReactive({
    state: "off" as Sharing,
    accuracy: undefined as number | undefined,
    fix: undefined as Omit<TrackFix, "seq"> | undefined,
    queued: 0,
    /** Fixes the phone's store would not take: they are lost with this page. */
    unkept: 0,
    sent: 0,
    dropped: 0,
    battery: undefined as { level: number; charging: boolean } | undefined,
    awake: false,
  });
  let squad: SquadState | undefined;
  let lock: WakeLockSentinel | undefined;

  const outbox = trackOutbox({
    store: keep.fixes,
    device,
    post: report,
    retryable,
    refused,
    alone: oneTab(`opsmap-track-${device}`),
    battery: () => (shown.battery ? Math.round(shown.battery.level * 100) / 100 : undefined),
    now: () => Date.now(),
    acknowledged(answer, fixes) {
      shown.sent += fixes;
      if (answer.arrived) arrived();
    },
    queued: (count) => {
      shown.queued = count;
    },
  });

  const fixes = keeping({
    add: outbox.add,
    flush: outbox.flush,
    unkept: (count) => {
      shown.unkept = count;
    },
  });

  const gps = gpsWord((word) =>
    report({ device, sentAt: new Date().toISOString(), datum: "wgs84", gps: word, fixes: [] }),
  );

  const watch = watchPosition({
    geolocation: navigator.geolocation,
    secure: isSecureContext,
    hidden: () => document.hidden,
    now: () => performance.now(),
    ageOf: (timestamp) => Date.now() - timestamp,
    sampling: () => samplingFor(squad ?? "available", shown.battery),
    raw: (accuracy) => {
      shown.accuracy = Math.round(accuracy);
    },
    keep(fix) {
      shown.fix = fix;
      void fixes.keep(fix);
    },
    sharing: (state) => {
      shown.state = state;
      void gps.follow(state);
    },
    verdict: (verdict) => {
      if (verdict === "accuracy" || verdict === "jump") shown.dropped++;
    },
  });

  async function stayAwake(wanted: boolean) {
    if (!wanted) {
      await lock?.release();
      lock = undefined;
    } else if (!lock || lock.released) {
      // Refused when hidden, on low battery or without https: the help panel shows it.
      lock = await navigator.wakeLock?.request("screen").catch(() => undefined);
    }
    shown.awake = lock !== undefined && !lock.released;
  }

  async function followBattery() {
    const battery = await (navigator as { getBattery?: () => Promise<Battery> }).getBattery?.();
    if (!battery) return;
    const read = () => {
      shown.battery = { level: battery.level, charging: battery.charging };
    };
    read();
    battery.addEventListener("levelchange", read);
    battery.addEventListener("chargingchange", read);
  }

  void followBattery();
  void keep.fixes.count().then(
    (count) => {
      shown.queued = count;
    },
    () => undefined,
  );
  setInterval(() => void fixes.again(), FLUSH_EVERY);
  setInterval(() => void gps.tell(), FLUSH_EVERY);
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) return watch.pause();
    watch.resume();
    if (sharesPosition(squad)) void stayAwake(true);
    void outbox.flush();
  });

  return {
    shown,
    flush: outbox.flush,
    /** A fix of this very moment, for a call for help. */
    fixNow: () => watch.ask(),
    retry: () => sharesPosition(squad) && watch.begin(),
    /** Follows the squad's state: at work the position is shared, otherwise not at all. */
    follow(state: SquadState | undefined) {
      const before = sharesPosition(squad);
      squad = state;
      const after = sharesPosition(state);
      if (before === after) return;
      if (after) watch.begin();
      else {
        watch.end();
        shown.accuracy = undefined;
        shown.fix = undefined;
      }
      void stayAwake(after);
    },
  };
}

export type PositionSharing = ReturnType<typeof startSharing>;
