/**
 * How a change comes into the address [DA2]: what is chosen is a step that Back undoes; what is typed, letter by letter,
 * is none.
 */
export type Change = "chosen" | "typed";

/** For the router. */
export function stepOf(change: Change): { replace: boolean } {
  return { replace: change === "typed" };
}
