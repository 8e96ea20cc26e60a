import { NativeSelect } from "@mantine/core";
import { useId } from "react";
import { useWords } from "../words/Words.tsx";
import classes from "./Filters.module.css";
import { GROUP_CHOICES, type GroupChoice, isGroupChoice } from "./list-search.ts";

type Props = { group: GroupChoice; onChange: (group: GroupChoice) => void };

export function GroupBySelect({ group, onChange }: Props) {
  const words = useWords();
  const id = useId();
  return (
    <div className={classes.minutes}>
      <label htmlFor={id}>{words.groupBy}</label>
      <NativeSelect
        id={id}
        size="xs"
        className={classes.select}
        value={group}
        data={GROUP_CHOICES.map((value) => ({ value, label: words.grouping[value] }))}
        onChange={({ currentTarget: { value } }) => {
          if (isGroupChoice(value)) onChange(value);
        }}
      />
    </div>
  );
}
