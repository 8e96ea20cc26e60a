import { type ComboboxParsedItem, MultiSelect } from "@mantine/core";
import type { ReactNode } from "react";
import classes from "./Choices.module.css";

export type Choice = { id: number; name: string; more?: string };

type Props = {
  label: string;
  hint?: string;
  placeholder: string;
  nothingFound: string;
  choices: readonly Choice[];
  value: readonly number[];
  onChange: (ids: number[]) => void;
  error?: ReactNode;
  disabled?: boolean;
};

/** More than this many are narrowed by typing. */
const MOST_SHOWN = 50;

/** Several of a list that may be long: typing looks for name and what stands beside it. */
export function Choices({
  label,
  hint,
  placeholder,
  nothingFound,
  choices,
  value,
  onChange,
  ...rest
}: Props) {
  const byId = new Map(choices.map((choice) => [String(choice.id), choice]));
  const matches = (option: ComboboxParsedItem, search: string) => {
    const choice = "value" in option ? byId.get(option.value) : undefined;
    return `${choice?.name} ${choice?.more ?? ""}`.toLocaleLowerCase().includes(search);
  };
  return (
    <MultiSelect
      label={label}
      description={hint}
      placeholder={value.length === 0 ? placeholder : ""}
      searchable
      hidePickedOptions
      limit={MOST_SHOWN}
      maxDropdownHeight={260}
      nothingFoundMessage={nothingFound}
      data={choices.map(({ id, name }) => ({ value: String(id), label: name }))}
      filter={({ options, search }) =>
        options.filter((option) => matches(option, search.trim().toLocaleLowerCase()))
      }
      renderOption={({ option }) => <Option {...byId.get(option.value)} />}
      value={value.map(String)}
      onChange={(ids) => onChange(ids.map(Number))}
      {...rest}
    />
  );
}

function Option({ name, more }: Partial<Choice>) {
  return (
    <span className={classes.option}>
      <bdi>{name}</bdi>
      {more && <span className={classes.more}>{more}</span>}
    </span>
  );
}
