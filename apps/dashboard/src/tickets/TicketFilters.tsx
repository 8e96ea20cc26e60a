import { CloseButton, NativeSelect, SegmentedControl, TextInput } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import { useAgentState } from "../connection/AgentConnection.tsx";
import type { Change } from "../ui/address.ts";
import { useTypedAhead } from "../ui/use-typed-ahead.ts";
import { useWords } from "../words/Words.tsx";
import classes from "./Tickets.module.css";
import { statusOf, type TicketsSearch } from "./tickets-search.ts";

type Props = { search: TicketsSearch; onChange: (change: TicketsSearch, how: Change) => void };

/** [TI8] */
export function TicketFilters({ search, onChange }: Props) {
  const words = useWords();
  const { those, filters } = words.tickets;
  const chooseStatus = (value: string) =>
    onChange({ status: value === "solved" || value === "all" ? value : undefined }, "chosen");
  return (
    <fieldset className={classes.filters} aria-label={filters}>
      <SegmentedControl
        size="xs"
        aria-label={words.tickets.status}
        value={statusOf(search)}
        onChange={chooseStatus}
        data={[
          { value: "open", label: those.open },
          { value: "solved", label: those.solved },
          { value: "all", label: those.all },
        ]}
      />
      <Department search={search} onChange={onChange} />
      <Search search={search} onChange={onChange} />
    </fieldset>
  );
}

function Department({ search: { department }, onChange }: Props) {
  const words = useWords();
  const departments = useAgentState((state) => state.departments);
  if (departments.length === 0) return null;
  const options = departments.map(({ departmentId, name }) => ({ value: String(departmentId), label: name }));
  return (
    <NativeSelect
      size="xs"
      className={classes.department}
      aria-label={words.department}
      value={department ?? ""}
      data={[{ value: "", label: words.anyDepartment }, ...options]}
      onChange={(event) => onChange({ department: Number(event.currentTarget.value) || undefined }, "chosen")}
    />
  );
}

function Search({ search: { q = "" }, onChange }: Props) {
  const words = useWords();
  const { text, type } = useTypedAhead(q, (typed) => onChange({ q: typed || undefined }, "typed"));
  return (
    <TextInput
      size="xs"
      type="search"
      className={classes.search}
      aria-label={words.tickets.search}
      placeholder={words.tickets.search}
      maxLength={200}
      leftSection={<IconSearch size={14} aria-hidden />}
      rightSection={text && <CloseButton size="xs" aria-label={words.clearSearch} onClick={() => type("")} />}
      value={text}
      onChange={(event) => type(event.currentTarget.value)}
    />
  );
}
