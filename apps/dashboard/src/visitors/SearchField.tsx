import { CloseButton, TextInput } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import { useTypedAhead } from "../ui/use-typed-ahead.ts";
import { useWords } from "../words/Words.tsx";
import classes from "./VisitorsPage.module.css";

export function SearchField({ q, onSearch }: { q: string; onSearch: (text: string) => void }) {
  const words = useWords();
  const { text, type } = useTypedAhead(q, onSearch);
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
      onChange={(event) => type(event.currentTarget.value)}
      rightSection={text && <CloseButton size="xs" aria-label={words.clearSearch} onClick={() => type("")} />}
    />
  );
}
