/** Tags hold no spaces: what stands between spaces or commas is one. */
export function tagsOf(text: string): string[] {
  return [...new Set(text.split(/[\s,;]+/u).filter((tag) => tag !== ""))];
}

export function textOf(tags: readonly string[]): string {
  return tags.join(" ");
}

/** What was typed against what was seen, so that a colleague's tags stay [DE4]. */
export function tagChanges(from: string, text: string): { add: string[]; remove: string[] } {
  const [seen, wanted] = [tagsOf(from), tagsOf(text)];
  return {
    add: wanted.filter((tag) => !seen.includes(tag)),
    remove: seen.filter((tag) => !wanted.includes(tag)),
  };
}
