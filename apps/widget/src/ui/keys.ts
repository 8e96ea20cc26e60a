/** Enter sends and Shift+Enter breaks the line; Enter that confirms a word of an input method does neither. */
export function sends(event: KeyboardEvent): boolean {
  // 229: Safari ends the composition before it reports the key.
  return event.key === "Enter" && !event.shiftKey && !event.isComposing && event.keyCode !== 229;
}
