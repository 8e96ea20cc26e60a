import { Button, NumberInput, Skeleton } from "@mantine/core";
import { type SubmitEvent, useState } from "react";
import { Late } from "../ui/Late.tsx";
import { useWords } from "../words/Words.tsx";
import { SaveState } from "./SaveState.tsx";
import classes from "./Settings.module.css";
import {
  boundsOf,
  changesOf,
  isWithinBounds,
  shown,
  TIME_OUT_FIELDS,
  type TimeOutField,
  type Typed,
} from "./time-out-fields.ts";
import { type SavingSettings, useSettings } from "./use-settings.ts";

export function TimeOuts() {
  const known = useSettings();
  if (!known)
    return (
      <Late>
        <Skeleton height={320} radius="md" />
      </Late>
    );
  return <Form {...known} />;
}

/** What nobody touched follows the account's settings, whoever changes them. */
function Form({ settings, save, saving, fault }: SavingSettings) {
  const { chatSettings, settingsRoom } = useWords();
  const [typed, setTyped] = useState<Typed>({});
  const changes = changesOf(typed, settings);
  const isChanged = Object.keys(changes).length > 0;
  const isRight = TIME_OUT_FIELDS.every(
    (field) => changes[field] === undefined || isWithinBounds(field, typed[field] ?? ""),
  );
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (isChanged && isRight) save(changes, () => setTyped((now) => (now === typed ? {} : now)));
  };
  return (
    <form className={classes.card} onSubmit={submit} noValidate>
      <h3>{chatSettings.timeOuts}</h3>
      <p>{chatSettings.timeOutsHint}</p>
      {TIME_OUT_FIELDS.map((field) => (
        <Field
          key={field}
          field={field}
          value={typed[field] ?? shown(field, settings[field])}
          isWrong={changes[field] !== undefined && !isWithinBounds(field, typed[field] ?? "")}
          onChange={(value) => setTyped({ ...typed, [field]: value })}
        />
      ))}
      <div className={classes.buttons}>
        <Button type="submit" disabled={!isChanged || !isRight} loading={saving === "pending"}>
          {settingsRoom.save}
        </Button>
        {isChanged && (
          <Button variant="subtle" color="gray" onClick={() => setTyped({})}>
            {chatSettings.undo}
          </Button>
        )}
        <SaveState saving={isChanged && saving === "success" ? "idle" : saving} fault={fault} />
      </div>
    </form>
  );
}

type FieldProps = {
  field: TimeOutField;
  value: number | string;
  isWrong: boolean;
  onChange: (value: number | string) => void;
};

function Field({ field, value, isWrong, onChange }: FieldProps) {
  const { chatSettings, locale } = useWords();
  const { min, max } = boundsOf(field);
  const texts = {
    visitorGoneAfterMs: [chatSettings.visitorGone, chatSettings.visitorGoneHint],
    chatIdleAfterMs: [chatSettings.idle, chatSettings.idleHint],
    agentGoneAfterMs: [chatSettings.agentGone, chatSettings.agentGoneHint],
  } as const;
  const [label, hint] = texts[field];
  return (
    <NumberInput
      className={classes.number ?? ""}
      label={label}
      description={hint}
      min={min}
      max={max}
      clampBehavior="none"
      allowNegative={false}
      decimalScale={2}
      decimalSeparator={new Intl.NumberFormat(locale).format(1.5).charAt(1)}
      allowedDecimalSeparators={[",", "."]}
      value={value}
      error={isWrong && chatSettings.bounds(min.toLocaleString(locale), max.toLocaleString(locale))}
      onChange={onChange}
    />
  );
}
