/** [WT5] Whether the last of what is on its way now, by id, was not on its way before. What arrives is no reason to move. */
export function isJustSent(before: readonly string[], now: readonly string[]): boolean {
  const last = now.at(-1);
  return last !== undefined && !before.includes(last);
}
