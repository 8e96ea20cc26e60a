import type { Sound } from "./sound-settings.ts";

/** Two notes for a request, one for a message, a low one for a visitor: told apart without looking. Hertz. */
const NOTES: Record<Sound, readonly number[]> = { request: [659, 880], message: [740], visitor: [440] };
const NOTE_S = 0.16;
const FADE_S = 0.45;
const LOUDNESS = 0.14;

let context: AudioContext | null = null;

/** Browsers allow sound only after a gesture: the first one makes the context. Returns what stops the waiting. */
export function allowSoundAtFirstGesture(): () => void {
  const waiting = new AbortController();
  const allow = () => {
    context ??= new AudioContext();
    void context.resume();
    waiting.abort();
  };
  for (const gesture of ["pointerdown", "keydown"])
    addEventListener(gesture, allow, { signal: waiting.signal });
  return () => waiting.abort();
}

export function chime(sound: Sound): void {
  if (context?.state !== "running") return;
  const start = context.currentTime;
  for (const [index, hertz] of NOTES[sound].entries()) playNote(context, hertz, start + index * NOTE_S);
}

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
