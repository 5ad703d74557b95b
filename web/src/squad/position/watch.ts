import { fixFilter, type Sampling, type TrackFix, type Verdict, WORST_ACCURACY } from "./filter";

/** What the crew is told about the sharing of its position. */
export type Sharing =
  | "off"
  | "starting"
  | "live"
  /** Not sure to 200 m: too vague to be of use to anybody. */
  | "vague"
  /** In front, allowed, and yet without a position. */
  | "noSignal"
  | "paused"
  | "denied"
  | "insecure"
  | "unavailable";

interface WatchPorts {
  geolocation: Geolocation | undefined;
  secure: boolean;
  hidden(): boolean;
  now(): number;
  /** How old this device's own instant is by the device's clock, in milliseconds. */
  ageOf(timestamp: number): number;
  sampling(): Sampling;
  raw(accuracy: number): void;
  keep(fix: Omit<TrackFix, "seq">): void;
  sharing(state: Sharing): void;
  verdict?(verdict: Verdict): void;
}

const OPTIONS: PositionOptions = { enableHighAccuracy: true, maximumAge: 0, timeout: 20_000 };
/** The server believes a device's clock to five seconds: as long before the sharing a fix may have been taken. */
const SLACK = 5_000;
const DENIED = 1;
const AT_ONCE: Sampling = { pace: 0, beat: 0, metres: 0 };
/** Without a fix for so long there is no signal, whatever the browser says. */
const SILENT = 75_000;

/** Follows this phone while the page is in front; a browser gives nothing in the background. */
export function watchPosition(ports: WatchPorts) {
  let watching: number | undefined;
  let beat: ReturnType<typeof setInterval> | undefined;
  let filter = fixFilter();
  let urgent = false;
  let spare: TrackFix | undefined;
  let turn: ReturnType<typeof setTimeout> | undefined;
  let rawAt = 0;
  let sharedFrom: number | undefined;
  let state: Sharing = "off";
  const tell = (next: Sharing) => {
    if (next === state) return;
    state = next;
    ports.sharing(next);
  };

  /** Where the crew was before it shared its position is nobody's business, and would keep the first fix that counts from being kept. */
  const isFromBefore = ({ timestamp }: GeolocationPosition) =>
    ports.ageOf(timestamp) > ports.now() - (sharedFrom ?? ports.now()) + SLACK;

  function taken(position: GeolocationPosition) {
    const { longitude, latitude, accuracy, speed, heading } = position.coords;
    rawAt = ports.now();
    ports.raw(accuracy);
    tell(ports.hidden() ? "paused" : accuracy > WORST_ACCURACY ? "vague" : "live");
    if (isFromBefore(position)) return;
    const fix: TrackFix = {
      seq: 0,
      t: Math.round(position.timestamp),
      lon: Number(longitude.toFixed(6)),
      lat: Number(latitude.toFixed(6)),
      acc: Math.round(accuracy),
      ...(speed === null || !(speed >= 0) ? {} : { spd: Number(speed.toFixed(1)) }),
      ...(heading === null || !(heading >= 0) ? {} : { hdg: Math.round(heading) }),
    };
    const rate = urgent ? AT_ONCE : ports.sampling();
    urgent = false;
    judge(fix, rate);
  }

  function judge(fix: TrackFix, rate: Sampling) {
    const verdict = filter.take(fix, rate);
    ports.verdict?.(verdict);
    if (verdict === "pace") return setAside(fix, rate.pace);
    if (verdict !== "keep") return;
    spare = undefined;
    const { seq: _, ...kept } = fix;
    ports.keep(kept);
  }

  /** Too soon after the last one, and perhaps the last word for long: a phone that stops is not called again. When its time has come it is judged anew. */
  function setAside(fix: TrackFix, pace: number) {
    spare = fix;
    turn ??= setTimeout(
      () => {
        const late = spare;
        turn = undefined;
        spare = undefined;
        if (late && watching !== undefined) judge(late, { ...ports.sampling(), pace: 0 });
      },
      pace - (fix.t - (filter.last()?.t ?? fix.t)),
    );
  }

  /** What the crew itself has to mend goes on being said. */
  function silent() {
    if (state !== "denied") tell(ports.hidden() ? "paused" : "noSignal");
  }

  function failed(error: GeolocationPositionError) {
    if (error.code === DENIED) tell(ports.secure ? "denied" : "insecure");
    else if (ports.now() - rawAt > SILENT) silent();
  }

  function begin() {
    end();
    if (!ports.secure) return tell("insecure");
    if (!ports.geolocation) return tell("unavailable");
    tell("starting");
    rawAt = ports.now();
    sharedFrom ??= rawAt;
    watching = ports.geolocation.watchPosition(taken, failed, OPTIONS);
    // A phone that lies still may never call the watch again: ask, so that it stays fresh.
    beat = setInterval(() => {
      const quiet = ports.now() - rawAt;
      if (ports.hidden() || quiet > SILENT) silent();
      const every = ports.sampling().beat;
      if (quiet >= every && !ports.hidden()) {
        ports.geolocation?.getCurrentPosition(taken, failed, { ...OPTIONS, maximumAge: every / 2 });
      }
    }, 5_000);
  }

  function end() {
    if (watching !== undefined) ports.geolocation?.clearWatch(watching);
    clearInterval(beat);
    clearTimeout(turn);
    turn = undefined;
    watching = undefined;
  }

  return {
    begin,
    /** Asks for a fix at once, whatever the pace. */
    ask() {
      if (watching === undefined) return;
      ports.geolocation?.getCurrentPosition(
        (position) => {
          urgent = true;
          taken(position);
        },
        failed,
        OPTIONS,
      );
    },
    /** Some phones do not resume a watch after the page comes back: start it anew. */
    resume() {
      if (state === "off") return;
      begin();
    },
    pause: () => state !== "off" && tell("paused"),
    end() {
      end();
      filter = fixFilter();
      spare = undefined;
      sharedFrom = undefined;
      tell("off");
    },
    last: () => filter.last(),
  };
}
