import type { Page } from "@causerie/protocol";

/** To the lengths that the protocol takes. */
export function cutPage({ url, title }: Page): Page {
  return { url: cut(url, 2000), title: cut(title, 300) };
}

/** Half of a character that was cut in two goes too: PostgreSQL refuses it. */
export function cut(text: string, length: number): string {
  return text.slice(0, length).replace(/[\uD800-\uDBFF]$/, "");
}
