import { expect, test } from "vitest";
import { isAwake } from "./chime.ts";

const asleep = (resume: (audio: { state: AudioContextState }) => Promise<void>) => {
  const audio: { state: AudioContextState; resume(): Promise<void> } = {
    state: "suspended",
    resume: () => resume(audio),
  };
  return audio;
};

test("[DA4] a sound that was paused is resumed and heard", async () => {
  const audio = asleep(async (paused) => {
    paused.state = "running";
  });
  expect(await isAwake(audio)).toBe(true);
  expect(audio.state).toBe("running");
});

test("[DA4] what sounds already is not asked to", async () => {
  const audio = asleep(() => Promise.reject(new Error("was asked")));
  audio.state = "running";
  expect(await isAwake(audio)).toBe(true);
});

test("[DA4] where the browser refuses, or leaves it paused, nothing is played", async () => {
  expect(await isAwake(asleep(() => Promise.reject(new Error("not allowed"))))).toBe(false);
  expect(await isAwake(asleep(() => Promise.resolve()))).toBe(false);
});

test("[DA4] where it waited for a gesture, an old alert is not heard then", async () => {
  let now = 0;
  const audio = asleep(async (paused) => {
    now = 60_000;
    paused.state = "running";
  });
  expect(await isAwake(audio, () => now)).toBe(false);
});
