import type { ListProps } from "./list-props.ts";
import { isFiltered } from "./list-search.ts";
import { Nobody } from "./Nobody.tsx";

export function NobodyHere({ search, onSearch }: Pick<ListProps, "search" | "onSearch">) {
  return (
    <Nobody
      q={search.q ?? ""}
      isFiltered={isFiltered(search)}
      onClearSearch={() => onSearch({ q: undefined }, "chosen")}
      onClearFilter={() => onSearch({ cart: undefined, longer: undefined, free: undefined }, "chosen")}
    />
  );
}
