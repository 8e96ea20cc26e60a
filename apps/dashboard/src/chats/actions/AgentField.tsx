import { Autocomplete } from "@mantine/core";
import type { Ref } from "react";
import { StatusDot } from "../../ui/StatusDot.tsx";
import { useWords } from "../../words/Words.tsx";
import classes from "./AgentField.module.css";
import { type ColleagueChoice, suggested } from "./colleagues.ts";

type Props = {
  ref: Ref<HTMLInputElement>;
  choices: readonly ColleagueChoice[];
  typed: string;
  onType: (typed: string) => void;
  error: string | null;
};

export function AgentField({ ref, choices, typed, onType, error }: Props) {
  const words = useWords();
  const byEmail = new Map(choices.map((choice) => [choice.email, choice]));
  const shown = suggested(choices, typed, words.locale);
  return (
    <Autocomplete
      ref={ref}
      data-autofocus
      label={words.agentEmail}
      description={words.agentEmailHint}
      inputMode="email"
      autoComplete="off"
      autoCapitalize="off"
      spellCheck={false}
      openOnFocus={false}
      selectFirstOptionOnChange
      maxDropdownHeight={280}
      data={shown.map(({ email }) => email)}
      filter={({ options }) => options}
      renderOption={({ option }) => <Suggestion choice={byEmail.get(option.value)} />}
      value={typed}
      onChange={onType}
      error={error}
    />
  );
}

function Suggestion({ choice }: { choice: ColleagueChoice | undefined }) {
  if (!choice) return null;
  return (
    <span className={classes.choice}>
      <StatusDot status={choice.connected ? choice.status : null} />
      <span className={classes.who}>
        <bdi className={classes.name}>{choice.name}</bdi>
        <bdi className={classes.email}>{choice.email}</bdi>
      </span>
      <span className={classes.standing}>{choice.standing}</span>
    </span>
  );
}
