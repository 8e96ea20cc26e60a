import { NativeSelect, SegmentedControl, TextInput } from "@mantine/core";
import { useAgentState } from "../connection/AgentConnection.tsx";
import type { Change } from "../ui/address.ts";
import { useTypedAhead } from "../ui/use-typed-ahead.ts";
import { useWords } from "../words/Words.tsx";
import classes from "./HistoryPage.module.css";
import type { HistorySearch } from "./history-search.ts";

type Props = { search: HistorySearch; onChange: (change: HistorySearch, how: Change) => void };

/** All that is chosen holds together [HI4]. */
export function HistoryFilters({ search, onChange }: Props) {
  const words = useWords();
  return (
    <fieldset className={classes.filters} aria-label={words.historyFilters}>
      <Kind search={search} onChange={onChange} />
      <div className={classes.fields}>
        <Day name="from" search={search} onChange={onChange} />
        <Day name="until" search={search} onChange={onChange} />
        <AgentSelect search={search} onChange={onChange} />
        <DepartmentSelect search={search} onChange={onChange} />
        <RatingSelect search={search} onChange={onChange} />
        <Tag search={search} onChange={onChange} />
      </div>
    </fieldset>
  );
}

function Kind({ search: { kind }, onChange }: Props) {
  const words = useWords();
  const kinds = ["all", "chats", "messages", "unread"] as const;
  return (
    <SegmentedControl
      size="xs"
      className={classes.kinds}
      value={kind ?? "all"}
      onChange={(value) => onChange({ kind: value === "all" ? undefined : value }, "chosen")}
      data={kinds.map((value) => ({ value, label: words.historyKind[value] }))}
    />
  );
}

function Day({ name, search, onChange }: Props & { name: "from" | "until" }) {
  const words = useWords();
  const day = search[name];
  return (
    <TextInput
      type="date"
      size="xs"
      label={words[name]}
      value={day ?? ""}
      min={name === "until" ? search.from : undefined}
      max={name === "from" ? search.until : undefined}
      onChange={(event) => onChange({ [name]: event.currentTarget.value || undefined }, "typed")}
    />
  );
}

function AgentSelect({ search: { agent }, onChange }: Props) {
  const words = useWords();
  const colleagues = useAgentState((state) => state.colleagues);
  const options = colleagues.map(({ agentId, name }) => ({ value: String(agentId), label: name }));
  return (
    <NativeSelect
      size="xs"
      label={words.agent}
      value={agent ?? ""}
      data={[{ value: "", label: words.anyAgent }, ...options]}
      onChange={(event) => onChange({ agent: Number(event.currentTarget.value) || undefined }, "chosen")}
    />
  );
}

function DepartmentSelect({ search: { department }, onChange }: Props) {
  const words = useWords();
  const departments = useAgentState((state) => state.departments);
  const options = departments.map(({ departmentId, name }) => ({ value: String(departmentId), label: name }));
  return (
    <NativeSelect
      size="xs"
      label={words.department}
      value={department ?? ""}
      data={[{ value: "", label: words.anyDepartment }, ...options]}
      onChange={(event) => onChange({ department: Number(event.currentTarget.value) || undefined }, "chosen")}
    />
  );
}

function RatingSelect({ search: { rating }, onChange }: Props) {
  const words = useWords();
  const { good, bad } = words.ratings;
  const choose = (value: string) =>
    onChange({ rating: value === "good" || value === "bad" ? value : undefined }, "chosen");
  return (
    <NativeSelect
      size="xs"
      label={words.rating}
      value={rating ?? ""}
      data={[
        { value: "", label: words.anyRating },
        { value: "good", label: good },
        { value: "bad", label: bad },
      ]}
      onChange={(event) => choose(event.currentTarget.value)}
    />
  );
}

function Tag({ search: { tag = "" }, onChange }: Props) {
  const words = useWords();
  const { text, type } = useTypedAhead(tag, (typed) => onChange({ tag: typed || undefined }, "typed"));
  return (
    <TextInput
      size="xs"
      label={words.tag}
      maxLength={140}
      value={text}
      onChange={(event) => type(event.currentTarget.value)}
    />
  );
}
