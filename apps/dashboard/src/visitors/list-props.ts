import type { Change } from "../ui/address.ts";
import type { ListChoices } from "./list-choices.ts";
import type { ListSearch } from "./list-search.ts";

/** What both modes of the list are given: what its address says, and what the agent chose. */
export type ListProps = {
  search: ListSearch;
  onSearch: (change: ListSearch, how: Change) => void;
  choices: ListChoices;
  onChoose: (change: Partial<ListChoices>) => void;
};
