import type { Sound } from "./sound-settings.ts";

/** Two notes for a request, one for a message, a low one for a visitor: told apart without looking. Hertz. */
const NOTES: Record<Sound, readonly number[]> = { request: [659, 880], message: [740], visitor: [440] };
const NOTE_S = 0.16;
const FADE_S = 0.45;
const LOUDNESS = 0.14;

/** Later than this a sound would tell of something that was long seen. */
const LATE_MS = 2000;

let context: AudioContext | null = null;

/** Browsers allow sound only after a gesture: the first one makes the context. Returns what stops the waiting. */
export function allowSoundAtGestures(): () => void {
  const waiting = new AbortController();
  const allow = () => {
    context ??= new AudioContext();
    void isAwake(context);
  };
  for (const gesture of ["pointerdown", "keydown"])
    addEventListener(gesture, allow, { signal: waiting.signal });
  return () => waiting.abort();
}

export async function chime(sound: Sound): Promise<void> {
  const audio = context;
  if (!audio || !(await isAwake(audio))) return;
  const start = audio.currentTime;
  for (const [index, hertz] of NOTES[sound].entries()) playNote(audio, hertz, start + index * NOTE_S);
}

type Sleeper = Pick<AudioContext, "state" | "resume">;

/** Sleep, a call or another output pauses the sound of a page, which nobody but the page resumes [DA4]. */
export async function isAwake(audio: Sleeper, now: () => number = () => performance.now()): Promise<boolean> {
  if (isRunning(audio)) return true;
  const askedAt = now();
  // Where the browser wants a gesture, it refuses, or waits for one.
  await audio.resume().catch(() => undefined);
  return isRunning(audio) && now() - askedAt < LATE_MS;
}

const isRunning = ({ state }: Sleeper) => state === "running";

function playNote(audio: AudioContext, hertz: number, at: number): void {
  const loudness = audio.createGain();
  loudness.gain.setValueAtTime(0, at);
  loudness.gain.linearRampToValueAtTime(LOUDNESS, at + 0.01);
  loudness.gain.exponentialRampToValueAtTime(0.001, at + FADE_S);
  const tone = audio.createOscillator();
  tone.frequency.value = hertz;
  tone.connect(loudness).connect(audio.destination);
  tone.start(at);
  tone.stop(at + FADE_S);
}
