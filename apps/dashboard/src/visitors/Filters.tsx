import { Checkbox, NumberInput } from "@mantine/core";
import { useId } from "react";
import type { Change } from "../ui/address.ts";
import { useWords } from "../words/Words.tsx";
import classes from "./Filters.module.css";
import { type ListFilter, MOST_MINUTES } from "./list-search.ts";

/** All that is chosen holds together [VI8]. */
export function Filters({
  filter,
  onChange,
}: {
  filter: ListFilter;
  onChange: (change: ListFilter, how: Change) => void;
}) {
  const words = useWords();
  const { cart, longer, free } = filter;
  return (
    <fieldset className={classes.filters} aria-label={words.visitorFilters}>
      <Checkbox
        size="xs"
        label={words.itemsInCart}
        checked={cart ?? false}
        onChange={(event) => onChange({ cart: event.currentTarget.checked || undefined }, "chosen")}
      />
      <Checkbox
        size="xs"
        label={words.notInChat}
        checked={free ?? false}
        onChange={(event) => onChange({ free: event.currentTarget.checked || undefined }, "chosen")}
      />
      <Minutes minutes={longer} onChange={(minutes) => onChange({ longer: minutes }, "typed")} />
    </fieldset>
  );
}

function Minutes({
  minutes,
  onChange,
}: {
  minutes: number | undefined;
  onChange: (minutes: number | undefined) => void;
}) {
  const words = useWords();
  const id = useId();
  return (
    <div className={classes.minutes}>
      <label htmlFor={id}>{words.onSiteLongerThan}</label>
      <NumberInput
        id={id}
        size="xs"
        className={classes.number}
        min={1}
        max={MOST_MINUTES}
        clampBehavior="strict"
        allowDecimal={false}
        allowNegative={false}
        value={minutes ?? ""}
        onChange={(value) => onChange(typeof value === "number" && value > 0 ? value : undefined)}
      />
    </div>
  );
}
