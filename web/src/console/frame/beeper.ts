export type Sound = "newCase" | "half" | "urge" | "breach" | "sos" | "done";

/** Makes the sounds; a test hands in its own. */
export interface Beeper {
  /** Browsers keep audio suspended until a gesture. */
  arm(): Promise<void>;
  armed(): boolean;
  play(sound: Sound): void;
}

/** [Hz, starts at s, lasts s] */
const TONES: Record<Sound, [number, number, number][]> = {
  newCase: [
    [880, 0, 0.12],
    [1175, 0.14, 0.16],
  ],
  half: [[660, 0, 0.18]],
  urge: [
    [740, 0, 0.14],
    [740, 0.2, 0.14],
  ],
  breach: [
    [988, 0, 0.16],
    [740, 0.2, 0.16],
    [988, 0.4, 0.16],
    [740, 0.6, 0.2],
  ],
  sos: [
    [1047, 0, 0.5],
    [784, 0.5, 0.5],
    [1047, 1, 0.5],
    [784, 1.5, 0.6],
  ],
  done: [[523, 0, 0.08]],
};

/** Synthesised, no files; each sound is also announced as an event on the document. */
export function webAudioBeeper(volume = 0.25): Beeper {
  let audio: AudioContext | undefined;
  return {
    async arm() {
      audio ??= new AudioContext();
      if (audio.state === "suspended") await audio.resume();
    },
    armed: () => audio?.state === "running",
    play(sound) {
      document.dispatchEvent(new CustomEvent("opsmap:sound", { detail: sound }));
      if (audio?.state !== "running") return;
      for (const [hertz, start, length] of TONES[sound]) {
        const tone = audio.createOscillator();
        const gain = audio.createGain();
        const at = audio.currentTime + start;
        tone.type = "triangle";
        tone.frequency.value = hertz;
        gain.gain.setValueAtTime(0, at);
        gain.gain.linearRampToValueAtTime(volume, at + 0.01);
        gain.gain.exponentialRampToValueAtTime(0.001, at + length);
        tone.connect(gain).connect(audio.destination);
        tone.start(at);
        tone.stop(at + length + 0.02);
      }
    },
  };
}
