import { ActionIcon, Checkbox, NumberInput, Tooltip } from "@mantine/core";
import { IconShoppingCartQuestion } from "@tabler/icons-react";
import { useId } from "react";
import { useSession } from "../connection/AgentConnection.tsx";
import type { Change } from "../ui/address.ts";
import { usePreference } from "../ui/use-preference.ts";
import { useWords } from "../words/Words.tsx";
import classes from "./Filters.module.css";
import { isMinutes, type ListFilter, MOST_MINUTES } from "./list-search.ts";

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
  const [minutes, keepMinutes] = useMinutes();
  const changeMinutes = (next: number | undefined) => {
    if (next !== undefined) keepMinutes(next);
    onChange({ longer: next }, "typed");
  };
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
      <Minutes minutes={longer} onChange={changeMinutes} />
      <Hesitating filter={filter} minutes={longer ?? minutes} onChange={onChange} />
    </fieldset>
  );
}

type HesitatingProps = {
  filter: ListFilter;
  minutes: number;
  onChange: (change: ListFilter, how: Change) => void;
};

/** Those who may need help to buy, which are all three filters, with one click. */
function Hesitating({ filter: { cart, longer, free }, minutes, onChange }: HesitatingProps) {
  const words = useWords();
  const isOn = cart === true && free === true && longer !== undefined;
  const next = isOn
    ? { cart: undefined, longer: undefined, free: undefined }
    : ({ cart: true, longer: minutes, free: true } as const);
  return (
    <Tooltip label={words.hesitatingHint(minutes)} openDelay={200} multiline maw={260}>
      <ActionIcon
        size={28}
        variant="default"
        className={isOn ? classes.pressed : ""}
        aria-label={words.hesitating}
        aria-pressed={isOn}
        onClick={() => onChange(next, "chosen")}
      >
        <IconShoppingCartQuestion size={16} />
      </ActionIcon>
    </Tooltip>
  );
}

const USUAL_MINUTES = 5;

/** Each agent's own, as they wrote them last. */
function useMinutes(): [number, (minutes: number) => void] {
  const { me } = useSession();
  const [kept, keep] = usePreference<unknown>(`visitor-list.minutes.${me.agentId}`, USUAL_MINUTES);
  return [isMinutes(kept) ? kept : USUAL_MINUTES, keep];
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
