let audio: AudioContext | null = null;

/** Two soft notes. Silent where the browser allows no sound yet: asking would only fill the console. */
export async function chime(): Promise<void> {
  if (!navigator.userActivation?.hasBeenActive) return;
  audio ??= new AudioContext();
  await audio.resume();
  note(audio, 660, 0);
  note(audio, 880, 0.09);
}

function note(context: AudioContext, hertz: number, afterSeconds: number): void {
  const at = context.currentTime + afterSeconds;
  const tone = new OscillatorNode(context, { frequency: hertz, type: "sine" });
  const volume = new GainNode(context, { gain: 0 });
  volume.gain.setValueAtTime(0, at);
  volume.gain.linearRampToValueAtTime(0.08, at + 0.015);
  volume.gain.exponentialRampToValueAtTime(0.0001, at + 0.35);
  tone.connect(volume).connect(context.destination);
  tone.start(at);
  tone.stop(at + 0.4);
}
