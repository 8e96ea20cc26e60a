/** `chatId`: where it shows; null where no chat does. */
export type Violation = { rule: string; what: string; chatId: string | null };

export function violation(rule: string, what: string, chatId: string | null = null): Violation {
  return { rule, what, chatId };
}

/** As JSON has it: what was sent over a socket has lost what is undefined. */
export function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}
