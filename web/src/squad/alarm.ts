/** What makes the noise; a browser test counts calls instead of listening. */
export interface Beeper {
  tone(hertz: number, at: number, seconds: number, volume: number): void;
  vibrate(pattern: number[]): void;
}

const SIREN: [hertz: number, at: number, seconds: number][] = [
  [988, 0, 0.18],
  [740, 0.2, 0.18],
  [988, 0.4, 0.18],
  [740, 0.6, 0.18],
  [988, 0.8, 0.34],
];
const SOFT: [number, number, number][] = [
  [740, 0, 0.14],
  [740, 0.2, 0.14],
];
const BUZZ = [300, 150, 300, 150, 300, 150, 300, 150, 300];
const AGAIN = 2_400;

/** Rings until the directive is taken (接令), and nods once for a clock's warning. */
export function alarm(beeper: Beeper) {
  let ringing: ReturnType<typeof setInterval> | undefined;
  const play = (tones: typeof SIREN, volume: number) => {
    for (const [hertz, at, seconds] of tones) beeper.tone(hertz, at, seconds, volume);
  };
  const ring = () => {
    play(SIREN, 0.6);
    beeper.vibrate(BUZZ);
  };
  return {
    start() {
      if (ringing !== undefined) return;
      ring();
      ringing = setInterval(ring, AGAIN);
    },
    stop() {
      if (ringing === undefined) return;
      clearInterval(ringing);
      ringing = undefined;
      beeper.vibrate([]);
    },
    nod() {
      play(SOFT, 0.35);
      beeper.vibrate([120]);
    },
    ringing: () => ringing !== undefined,
  };
}

/** WebAudio, no sound files. Browsers keep it silent until the first touch: `arm` belongs into a click. */
export function webBeeper() {
  let context: AudioContext | undefined;
  return {
    armed: () => context?.state === "running",
    async arm() {
      context ??= new AudioContext();
      if (context.state === "suspended") await context.resume();
    },
    tone(hertz: number, at: number, seconds: number, volume: number) {
      if (context?.state !== "running") return;
      const oscillator = context.createOscillator();
      const gain = context.createGain();
      const start = context.currentTime + at;
      oscillator.type = "square";
      oscillator.frequency.value = hertz;
      gain.gain.setValueAtTime(0, start);
      gain.gain.linearRampToValueAtTime(volume, start + 0.01);
      gain.gain.exponentialRampToValueAtTime(0.001, start + seconds);
      oscillator.connect(gain).connect(context.destination);
      oscillator.start(start);
      oscillator.stop(start + seconds + 0.02);
    },
    vibrate: (pattern: number[]) => void navigator.vibrate?.(pattern),
  };
}
