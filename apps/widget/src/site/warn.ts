/** Tells whoever wrote the page; nothing is ever thrown into it. */
export function warn(sentence: string): void {
  // biome-ignore lint/suspicious/noConsole: the only way to reach who wrote the page
  console.warn(sentence);
}
