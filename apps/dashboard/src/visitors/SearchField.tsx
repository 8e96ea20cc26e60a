import { CloseButton, TextInput } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { IconSearch } from "@tabler/icons-react";
import { useState } from "react";
import { useWords } from "../words/Words.tsx";
import classes from "./VisitorsPage.module.css";

const SEARCH_DELAY_MS = 200;

export function SearchField({ q, onSearch }: { q: string; onSearch: (text: string) => void }) {
  const words = useWords();
  const [text, setText] = useState(q);
  const [before, setBefore] = useState(q);
  if (before !== q) {
    setBefore(q);
    // Cleared from elsewhere. What is typed is ahead of the address and stays.
    if (q === "") setText("");
  }
  const searchSoon = useDebouncedCallback(onSearch, SEARCH_DELAY_MS);
  const change = (next: string) => {
    setText(next);
    searchSoon(next);
  };
  return (
    <TextInput
      type="search"
      size="xs"
      className={classes.search}
      aria-label={words.searchVisitors}
      placeholder={words.searchVisitors}
      leftSection={<IconSearch size={14} />}
      maxLength={200}
      value={text}
      onChange={(event) => change(event.currentTarget.value)}
      rightSection={
        text && <CloseButton size="xs" aria-label={words.clearSearch} onClick={() => change("")} />
      }
    />
  );
}
