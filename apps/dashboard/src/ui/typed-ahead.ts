/** `value`: what holds. `awaited`: what was typed since, in order, and does not hold yet. */
export type TypedAhead = { value: string; awaited: readonly string[] };

export const nothingTyped = (value: string): TypedAhead => ({ value, awaited: [] });

export function afterTyping(ahead: TypedAhead, typed: string): TypedAhead {
  const last = ahead.awaited.at(-1) ?? ahead.value;
  return typed === last ? ahead : { ...ahead, awaited: [...ahead.awaited, typed] };
}

/** What holds now came of what was typed, which is ahead of it and stays; or else from elsewhere [KB4]. */
export function afterChange(ahead: TypedAhead, value: string): TypedAhead & { isFromElsewhere: boolean } {
  if (value === ahead.value) return { ...ahead, isFromElsewhere: false };
  const at = ahead.awaited.indexOf(value);
  if (at === -1) return { ...nothingTyped(value), isFromElsewhere: true };
  return { value, awaited: ahead.awaited.slice(at + 1), isFromElsewhere: false };
}
