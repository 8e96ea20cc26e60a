/** Enter sends and Shift+Enter breaks the line. */
export function sends(event: KeyboardEvent): boolean {
  return event.key === "Enter" && !event.shiftKey && !isComposingWord(event);
}

/** Enter and arrows while a word of an input method is composed belong to that. */
export function isComposingWord({ isComposing, keyCode }: KeyboardEvent): boolean {
  // 229: Safari ends the composition before it reports the key.
  return isComposing || keyCode === 229;
}
