import { CloseButton, Tabs, TextInput } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { IconSearch } from "@tabler/icons-react";
import { getRouteApi } from "@tanstack/react-router";
import { useState } from "react";
import { useAgentState } from "../connection/AgentConnection.tsx";
import { RoomHeading } from "../ui/RoomHeading.tsx";
import { useWords } from "../words/Words.tsx";
import { Filters } from "./Filters.tsx";
import { DEFAULT_SORTING, isFiltered, type ListFilter, type Sorting } from "./list-search.ts";
import { Nobody } from "./Nobody.tsx";
import { DbIpLink } from "./PlaceName.tsx";
import { useWatchedWindow } from "./use-watched-window.ts";
import classes from "./VisitorsPage.module.css";
import { VisitorTable } from "./VisitorTable.tsx";

const route = getRouteApi("/signed-in/visitors");
const SEARCH_DELAY_MS = 200;

export function VisitorsPage() {
  const words = useWords();
  const { q = "", sort = DEFAULT_SORTING, ...filter } = route.useSearch();
  const navigate = route.useNavigate();
  const { window, look } = useWatchedWindow(q, sort, filter);
  const search = (text: string) =>
    void navigate({ search: (before) => ({ ...before, q: text || undefined }), replace: true });
  const sortBy = (sorting: Sorting) =>
    void navigate({ search: (before) => ({ ...before, sort: sorting }), replace: true });
  const filterBy = (change: ListFilter) =>
    void navigate({ search: (before) => ({ ...before, ...change }), replace: true });
  return (
    <Tabs value="list" className={classes.page} keepMounted={false}>
      <header className={classes.header}>
        <RoomHeading className={classes.title}>{words.visitors}</RoomHeading>
        <HereCount />
        <Tabs.List className={classes.tabs}>
          <Tabs.Tab value="list">{words.list}</Tabs.Tab>
        </Tabs.List>
        <SearchField q={q} onSearch={search} />
      </header>
      <Filters filter={filter} onChange={filterBy} />
      <Tabs.Panel value="list" className={classes.panel}>
        {window?.total === 0 ? (
          <Nobody
            q={q}
            isFiltered={isFiltered(filter)}
            onClearSearch={() => search("")}
            onClearFilter={() => filterBy({ cart: undefined, longer: undefined, free: undefined })}
          />
        ) : (
          <VisitorTable window={window} sorting={sort} onSort={sortBy} onLook={look} />
        )}
        <footer className={classes.footer}>
          <DbIpLink />
        </footer>
      </Tabs.Panel>
    </Tabs>
  );
}

function HereCount() {
  const words = useWords();
  const here = useAgentState((state) => state.visitorsHere);
  return <p className={classes.here}>{words.visitorsHere(here)}</p>;
}

function SearchField({ q, onSearch }: { q: string; onSearch: (text: string) => void }) {
  const words = useWords();
  const [text, setText] = useState(q);
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
