import { useDebouncedCallback } from "@mantine/hooks";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { useState } from "react";

const route = getRouteApi("/signed-in/team");
const SEARCH_DELAY_MS = 200;

/** What is looked for in Team, kept in the address [TE6]. What is typed is ahead of it. */
export function useSearch(): [search: string, find: (text: string) => void] {
  const { q = "" } = route.useSearch();
  const navigate = useNavigate();
  const [text, setText] = useState(q);
  const [told, setTold] = useState(q);
  const [before, setBefore] = useState(q);
  if (before !== q) {
    setBefore(q);
    // Somebody went back, or came by a link.
    if (q !== told) {
      setText(q);
      setTold(q);
    }
  }
  const tellSoon = useDebouncedCallback((next: string) => {
    setTold(next);
    void navigate({ to: ".", search: (rest) => ({ ...rest, q: next || undefined }), replace: true });
  }, SEARCH_DELAY_MS);
  const find = (next: string) => {
    setText(next);
    tellSoon(next);
  };
  return [text, find];
}
