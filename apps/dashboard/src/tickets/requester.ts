/** Who asks, as one field shows it: "Marie <marie@example.com>". `email`: null where there is none. */
export type Requester = { name: string; email: string | null };

/** One address, and nothing that a list of addresses is made of. The server decides. */
const EMAIL = /^[^\s@<>()[\]\\,;:"]+@[^\s@<>()[\]\\,;:"]+\.[^\s@<>()[\]\\,;:"]+$/;

export function isOneEmail(text: string): boolean {
  return EMAIL.test(text);
}

export function readRequester(text: string): Requester {
  const typed = text.trim();
  const [, before = "", inside = ""] = /^(.*)<([^<>]*)>$/s.exec(typed) ?? [];
  if (isOneEmail(inside.trim())) return { name: unquoted(before), email: inside.trim() };
  // "Marie marie@example.com"
  const last = typed.split(/\s+/).at(-1) ?? "";
  if (isOneEmail(last)) return { name: unquoted(typed.slice(0, -last.length)), email: last };
  return { name: typed, email: null };
}

export function showRequester({ name, email }: Requester): string {
  if (email === null) return name;
  return name === "" ? email : `${name} <${email}>`;
}

function unquoted(name: string): string {
  return name.trim().replace(/^"(.*)"$/, "$1");
}
