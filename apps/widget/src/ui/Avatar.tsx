import { Icon } from "./Icon.tsx";

/** An agent's initials, or the company's mark where nobody is there yet. Decoration: the name stands beside it. */
export function Avatar({ name, tint }: { name: string | null; tint: number }) {
  return (
    <span class={`avatar tint${name === null ? "-none" : Math.abs(tint) % 6}`} aria-hidden="true">
      {name === null ? <Icon name="chat" /> : initials(name)}
    </span>
  );
}

/** First letters of the first and the last word; whole ones, and nothing that is not seen. */
function initials(name: string): string {
  const letters = name
    .split(/\s+/)
    .flatMap((word) => word.match(/[\p{L}\p{N}\p{Extended_Pictographic}]/u) ?? []);
  return [letters[0], letters.length > 1 ? letters.at(-1) : ""].join("").toLocaleUpperCase();
}
