import { Icon } from "./Icon.tsx";

/** An agent's initials, or the company's mark where nobody is there yet. Decoration: the name stands beside it. */
export function Avatar({ name, tint }: { name: string | null; tint: number }) {
  return (
    <span class={`avatar tint${name === null ? "-none" : Math.abs(tint) % 6}`} aria-hidden="true">
      {name === null ? <Icon name="chat" /> : initials(name)}
    </span>
  );
}

/** First letters of the first and the last word; whole characters, not halves of an emoji. */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/);
  const letters = [words[0], words.length > 1 ? words.at(-1) : ""].map((word) => [...(word ?? "")][0] ?? "");
  return letters.join("").toLocaleUpperCase();
}
