import { Tabs } from "@mantine/core";
import { getRouteApi } from "@tanstack/react-router";
import { useEffect } from "react";
import { useAgentState } from "../connection/AgentConnection.tsx";
import { type Change, stepOf } from "../ui/address.ts";
import { RoomHeading } from "../ui/RoomHeading.tsx";
import { useWords } from "../words/Words.tsx";
import { Filters } from "./Filters.tsx";
import { ListPanel, ListTools } from "./ListPanel.tsx";
import type { ListChoices } from "./list-choices.ts";
import type { ListProps } from "./list-props.ts";
import { isView, type ListSearch } from "./list-search.ts";
import { DbIpLink } from "./PlaceName.tsx";
import { SearchField } from "./SearchField.tsx";
import { useListChoices } from "./use-list-choices.ts";
import classes from "./VisitorsPage.module.css";
import { VisualPanel } from "./VisualPanel.tsx";

const route = getRouteApi("/signed-in/visitors");

export function VisitorsPage() {
  const words = useWords();
  const { search, change, choices, choose } = useListAddress();
  const { q = "", cart, longer, free } = search;
  const list: ListProps = { search, onSearch: change, choices, onChoose: choose };
  return (
    <Tabs
      value={choices.view}
      onChange={(view) => isView(view) && choose({ view })}
      className={classes.page}
      keepMounted={false}
    >
      <header className={classes.header}>
        <RoomHeading className={classes.title}>{words.visitors}</RoomHeading>
        <HereCount />
        <Tabs.List className={classes.tabs}>
          <Tabs.Tab value="list">{words.list}</Tabs.Tab>
          <Tabs.Tab value="visual">{words.visual}</Tabs.Tab>
        </Tabs.List>
        <SearchField q={q} onSearch={(text) => change({ q: text || undefined }, "typed")} />
      </header>
      <div className={classes.tools}>
        <Filters filter={{ cart, longer, free }} onChange={change} />
        {choices.view === "list" && <ListTools choices={choices} onChoose={choose} />}
      </div>
      <Tabs.Panel value="list" className={classes.panel}>
        <ListPanel {...list} />
      </Tabs.Panel>
      <Tabs.Panel value="visual" className={classes.panel}>
        <VisualPanel {...list} />
      </Tabs.Panel>
      <footer className={classes.footer}>
        <DbIpLink />
      </footer>
    </Tabs>
  );
}

/** The address says what is shown; where it does not, it is made to say what the agent chose last. */
function useListAddress() {
  const search: ListSearch = route.useSearch();
  const navigate = route.useNavigate();
  const [kept, keep] = useListChoices();
  const { group = kept.group, view = kept.view } = search;
  const change = (part: ListSearch, how: Change) =>
    void navigate({ search: (before) => ({ ...before, ...part }), ...stepOf(how) });
  const choose = (part: Partial<ListChoices>) => {
    keep(part);
    if (part.group || part.view) change({ group: part.group ?? group, view: part.view ?? view }, "chosen");
  };
  useEffect(() => {
    if (search.group === group && search.view === view) return;
    void navigate({ search: (before) => ({ ...before, group, view }), replace: true });
  }, [navigate, search.group, search.view, group, view]);
  return { search, change, choices: { ...kept, group, view }, choose };
}

function HereCount() {
  const words = useWords();
  const here = useAgentState((state) => state.visitorsHere);
  return <p className={classes.here}>{words.visitorsHere(here)}</p>;
}
