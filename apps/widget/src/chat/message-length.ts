/** The domain's limit in UTF-16 units [CH15], named again: importing it would bring all of the domain along. */
export const MAX_MESSAGE_LENGTH = 10_000;

/** From here on the composer counts. */
const COUNT_FROM = 9_000;

export type Room = { kind: "ample" } | { kind: "left"; count: number } | { kind: "over"; count: number };

export function roomFor(text: string): Room {
  if (text.length < COUNT_FROM) return { kind: "ample" };
  const left = MAX_MESSAGE_LENGTH - text.length;
  return left >= 0 ? { kind: "left", count: left } : { kind: "over", count: -left };
}
