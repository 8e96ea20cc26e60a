import { Combobox, InputBase, useCombobox } from "@mantine/core";
import { type Ref, useId, useState } from "react";
import { useWords } from "../../words/Words.tsx";
import classes from "./DepartmentField.module.css";
import { type DepartmentChoice, matching } from "./departments.ts";

type Props = {
  ref: Ref<HTMLInputElement>;
  choices: readonly DepartmentChoice[];
  chosen: DepartmentChoice | undefined;
  onChoose: (departmentId: number) => void;
  error: string | null;
};

export function DepartmentField({ ref, choices, chosen, onChoose, error }: Props) {
  const words = useWords();
  const { combobox, shown, typed, type, choose, forget } = useChoosing(choices, chosen, onChoose);
  return (
    <Combobox store={combobox} onOptionSubmit={choose}>
      <Combobox.Target withExpandedAttribute autoComplete="off">
        <InputBase
          ref={ref}
          data-autofocus
          label={words.department}
          placeholder={words.departmentPlaceholder}
          description={chosen?.online}
          inputWrapperOrder={["label", "input", "description", "error"]}
          error={error}
          rightSection={<Combobox.Chevron />}
          rightSectionPointerEvents="none"
          value={typed}
          onChange={(event) => type(event.currentTarget.value)}
          onClick={() => combobox.openDropdown()}
          onBlur={forget}
        />
      </Combobox.Target>
      <Combobox.Dropdown>
        <Combobox.Options mah={260} className={classes.options}>
          {shown.map((choice) => (
            <Option key={choice.departmentId} choice={choice} isChosen={choice === chosen} />
          ))}
          {shown.length === 0 && <Combobox.Empty>{words.noSuchDepartment}</Combobox.Empty>}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}

/** The field holds the chosen name; while something else is typed, it narrows the list. */
function useChoosing(
  choices: readonly DepartmentChoice[],
  chosen: DepartmentChoice | undefined,
  onChoose: (departmentId: number) => void,
) {
  const { locale } = useWords();
  const [search, setSearch] = useState<string | null>(null);
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() });
  return {
    combobox,
    shown: search === null ? choices : matching(choices, search, locale),
    typed: search ?? chosen?.name ?? "",
    type: (text: string) => {
      setSearch(text);
      combobox.openDropdown();
      combobox.selectFirstOption();
    },
    choose: (value: string) => {
      setSearch(null);
      onChoose(Number(value));
      combobox.closeDropdown();
    },
    forget: () => {
      setSearch(null);
      combobox.closeDropdown();
    },
  };
}

/** It is called by its name alone; who is online there describes it. */
function Option({ choice, isChosen }: { choice: DepartmentChoice; isChosen: boolean }) {
  const id = useId();
  return (
    <Combobox.Option
      value={String(choice.departmentId)}
      active={isChosen}
      aria-selected={isChosen}
      aria-describedby={id}
    >
      <bdi className={classes.name}>{choice.name}</bdi>
      <bdi id={id} aria-hidden className={classes.online}>
        {choice.online}
      </bdi>
    </Combobox.Option>
  );
}
