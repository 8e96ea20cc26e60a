import { Switch } from "@mantine/core";
import { useWindowEvent } from "@mantine/hooks";
import { isMac } from "../keyboard/keys.ts";
import { shortcutOf } from "../keyboard/shortcuts.ts";
import { useWords } from "../words/Words.tsx";
import classes from "./Composer.module.css";

type Props = { isNote: boolean; onSwitch: (isNote: boolean) => void };

/** What is written goes to the visitor, or stays among agents. */
export function NoteSwitch({ isNote, onSwitch }: Props) {
  const words = useWords();
  useWindowEvent("keydown", (event) => {
    if (shortcutOf(event, isMac) !== "note") return;
    event.preventDefault();
    onSwitch(!isNote);
  });
  return (
    <Switch
      size="xs"
      color="orange"
      className={classes.note_switch}
      label={words.privateNote}
      checked={isNote}
      onChange={(event) => onSwitch(event.currentTarget.checked)}
    />
  );
}
