import { useDebouncedCallback } from "@mantine/hooks";
import { useLayoutEffect, useRef, useState } from "react";
import { afterChange, afterTyping, nothingTyped } from "./typed-ahead.ts";

/** Long enough that a word is one search, short enough to feel at once. */
const TYPING_MS = 250;

/** The text of a field that filters: `value` holds, as the address says; `choose` is told what was typed after a pause. */
export function useTypedAhead(value: string, choose: (typed: string) => void) {
  const [text, setText] = useState(value);
  const ahead = useRef(nothingTyped(value));
  const chooseSoon = useDebouncedCallback((typed: string) => {
    ahead.current = afterTyping(ahead.current, typed);
    choose(typed);
  }, TYPING_MS);
  useLayoutEffect(() => {
    const { isFromElsewhere, ...next } = afterChange(ahead.current, value);
    ahead.current = next;
    if (!isFromElsewhere) return;
    chooseSoon.cancel();
    setText(value);
  }, [value, chooseSoon]);
  const type = (typed: string) => {
    setText(typed);
    chooseSoon(typed.trim());
  };
  return { text, type };
}
