import { OPTIONAL_FILE_TYPES } from "@causerie/protocol/file-types";
import { Checkbox, Skeleton } from "@mantine/core";
import { useId } from "react";
import { Late } from "../ui/Late.tsx";
import { useWords } from "../words/Words.tsx";
import classes from "./FileTypes.module.css";
import { SaveState } from "./SaveState.tsx";
import settingsClasses from "./Settings.module.css";
import { type SavingSettings, useSettings } from "./use-settings.ts";

/** [SE9] Each is saved at once. */
export function FileTypes() {
  const known = useSettings();
  if (!known)
    return (
      <Late>
        <Skeleton height={250} radius="md" />
      </Late>
    );
  return <Card {...known} />;
}

function Card({ settings: { fileTypes }, save, saving, fault }: SavingSettings) {
  const { chatSettings } = useWords();
  const id = useId();
  const choose = (type: (typeof fileTypes)[number], isAllowed: boolean) =>
    save({ fileTypes: isAllowed ? [...fileTypes, type] : fileTypes.filter((other) => other !== type) });
  return (
    <fieldset aria-describedby={id} className={`${settingsClasses.card} ${classes.card}`}>
      <legend className={classes.legend}>{chatSettings.fileTypes}</legend>
      <p id={id} className={classes.hint}>
        {chatSettings.fileTypesHint}
      </p>
      <div className={classes.types}>
        {OPTIONAL_FILE_TYPES.map((type) => (
          <Checkbox
            key={type}
            label={chatSettings.fileTypeNames[type]}
            checked={fileTypes.includes(type)}
            onChange={(event) => choose(type, event.currentTarget.checked)}
          />
        ))}
      </div>
      <SaveState saving={saving} fault={fault} />
    </fieldset>
  );
}
