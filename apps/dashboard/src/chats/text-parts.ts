export type TextPart = { kind: "text"; text: string } | { kind: "link"; text: string; href: string };

/** Stops at white space, quotes and at the signs that turn the direction: a link shows where it leads. */
const ADDRESS = /\bhttps?:\/\/[^\s<>"\u200e\u200f\u202a-\u202e\u2066-\u2069]+/giu;

/** A message is text and nothing else; web addresses in it can be followed. */
export function textParts(text: string): TextPart[] {
  const parts: TextPart[] = [];
  let done = 0;
  for (const { 0: found, index } of text.matchAll(ADDRESS)) {
    const address = withoutClosingMarks(found);
    const href = hrefOf(address);
    if (!href) continue;
    if (index > done) parts.push({ kind: "text", text: text.slice(done, index) });
    parts.push({ kind: "link", text: address, href });
    done = index + address.length;
  }
  if (done < text.length) parts.push({ kind: "text", text: text.slice(done) });
  return parts;
}

/** "(see https://a.example/b)." ends before the bracket, "https://a.example/b_(c)" does not. */
function withoutClosingMarks(address: string): string {
  let end = address.length;
  while (end > 0 && isClosingMark(address, end)) end -= 1;
  return address.slice(0, end);
}

function isClosingMark(address: string, end: number): boolean {
  const last = address[end - 1] ?? "";
  if (last !== ")") return ".,;:!?'’»]}".includes(last);
  const before = address.slice(0, end);
  return before.split("(").length < before.split(")").length;
}

function hrefOf(address: string): string | null {
  return URL.canParse(address) ? new URL(address).href : null;
}

const LONG_CHARACTERS = 1500;
const LONG_LINES = 24;

/** The beginning of a text that would fill the screen; null when it would not. */
export function beginningOf(text: string): string | null {
  const lines = text.split("\n", LONG_LINES + 1);
  if (text.length <= LONG_CHARACTERS && lines.length <= LONG_LINES) return null;
  const beginning = lines.slice(0, LONG_LINES).join("\n").slice(0, LONG_CHARACTERS);
  // Never half of an emoji.
  return beginning.replace(/[\ud800-\udbff]$/, "");
}
