import { Kbd, Modal } from "@mantine/core";
import { useWords } from "../words/Words.tsx";
import classes from "./KeysHelp.module.css";
import { closeKeysHelp, KEYS, useKeysHelp } from "./keys.ts";

const NAMES = [
  "palette",
  "serve",
  "previous",
  "next",
  "end",
  "leave",
  "invite",
  "transfer",
  "note",
  "info",
  "history",
  "escape",
  "help",
] as const;

export function KeysHelp() {
  const words = useWords();
  const opened = useKeysHelp();
  return (
    <Modal
      opened={opened}
      onClose={closeKeysHelp}
      title={words.keys}
      closeButtonProps={{ "aria-label": words.close }}
      centered
    >
      <dl className={classes.keys}>
        {NAMES.map((name) => (
          <div key={name} className={classes.key}>
            <dt>{words.key[name]}</dt>
            <dd>
              {KEYS[name].split(" ").map((part) => (
                <Kbd key={part}>{part}</Kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </Modal>
  );
}
