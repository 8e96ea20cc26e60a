import { Combobox, TextInput, useCombobox } from "@mantine/core";
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

/** A text box that suggests; whatever is typed counts. */
export function AgentField({ ref, choices, typed, onType, error }: Props) {
  const words = useWords();
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() });
  const shown = suggested(choices, typed, words.locale);
  const type = (next: string) => {
    onType(next);
    combobox.openDropdown();
    if (next === "") combobox.resetSelectedOption();
    else combobox.selectFirstOption();
  };
  const choose = (email: string) => {
    onType(email);
    combobox.closeDropdown();
  };
  return (
    <Combobox store={combobox} onOptionSubmit={choose}>
      <Combobox.Target autoComplete="off">
        <TextInput
          ref={ref}
          data-autofocus
          label={words.agentEmail}
          description={words.agentEmailHint}
          inputMode="email"
          autoCapitalize="off"
          spellCheck={false}
          value={typed}
          onChange={(event) => type(event.currentTarget.value)}
          onClick={() => combobox.openDropdown()}
          onBlur={() => combobox.closeDropdown()}
          error={error}
        />
      </Combobox.Target>
      <Combobox.Dropdown hidden={shown.length === 0}>
        <Combobox.Options mah={280} className={classes.options} aria-label={words.agentEmail}>
          {shown.map((choice) => (
            <Combobox.Option key={choice.agentId} value={choice.email} className={classes.choice}>
              <StatusDot status={choice.connected ? choice.status : null} />
              <span className={classes.who}>
                <bdi className={classes.name}>{choice.name}</bdi>
                <bdi className={classes.email}>{choice.email}</bdi>
              </span>
              <span className={classes.standing}>{choice.standing}</span>
            </Combobox.Option>
          ))}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}
