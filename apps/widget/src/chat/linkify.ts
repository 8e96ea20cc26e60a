export type TextPart = { kind: "text"; text: string } | { kind: "link"; text: string; href: string };

/** Characters that turn the writing direction end an address: one that reads backwards deceives. */
const ADDRESS = /https?:\/\/[^\s<>"\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gi;
const TRAILING = /[.,;:!?'’”»\]}…]+$/;

/** Splits a message into text and http(s) addresses. Joined again the parts are the message [CH15]. */
export function linkify(text: string): TextPart[] {
  const parts: TextPart[] = [];
  let end = 0;
  for (const match of text.matchAll(ADDRESS)) {
    const address = trimmed(match[0]);
    const href = hrefOf(address);
    if (href === null) continue;
    if (match.index > end) parts.push({ kind: "text", text: text.slice(end, match.index) });
    parts.push({ kind: "link", text: address, href });
    end = match.index + address.length;
  }
  if (end < text.length) parts.push({ kind: "text", text: text.slice(end) });
  return parts;
}

/** Punctuation after an address belongs to the sentence, and so does a bracket that opened before it. */
function trimmed(address: string): string {
  const bare = address.replace(TRAILING, "");
  const closesTooMany = bare.endsWith(")") && bare.split(")").length > bare.split("(").length;
  return closesTooMany ? trimmed(bare.slice(0, -1)) : bare;
}

function hrefOf(address: string): string | null {
  return URL.canParse(address) ? new URL(address).href : null;
}
