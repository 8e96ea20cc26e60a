import type { ContactField } from "@causerie/domain";
import type { VisitorDetails } from "@causerie/protocol";
import { Button, Textarea, TextInput } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import type { FormEvent } from "react";
import { useAgentState } from "../connection/AgentConnection.tsx";
import type { Words } from "../words/en.ts";
import { useWords } from "../words/Words.tsx";
import classes from "./DetailsForm.module.css";
import type { DetailField, TaggedChat } from "./details-draft.ts";
import { useDetailsForm } from "./use-details-form.ts";

type Form = ReturnType<typeof useDetailsForm>;

/** Who the visitor is, as agents see and edit it. */
export function DetailsForm({ details, chat }: { details: VisitorDetails; chat: TaggedChat | null }) {
  const words = useWords();
  const form = useDetailsForm(details, chat);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void form.save();
  };
  return (
    <form className={classes.form} onSubmit={submit} aria-label={words.visitorDetails} noValidate>
      <Line form={form} field="name" />
      <Line form={form} field="email" type="email" hint={form.live("email") ? words.unverified : undefined} />
      <Line form={form} field="phone" type="tel" />
      <Notes form={form} />
      {chat && <Line form={form} field="tags" hint={words.tagsHint} />}
      <Foot form={form} />
    </form>
  );
}

type LineProps = { form: Form; field: DetailField; type?: "email" | "tel"; hint?: string | undefined };

function Line({ form, field, type, hint }: LineProps) {
  const words = useWords();
  return (
    <div>
      <TextInput
        size="xs"
        type={type ?? "text"}
        label={labelOf(words, field)}
        description={hint}
        inputWrapperOrder={["label", "input", "description", "error"]}
        autoComplete="off"
        value={form.valueOf(field)}
        error={errorOf(form, field)}
        onChange={(event) => form.type(field, event.currentTarget.value)}
      />
      {field !== "tags" && <Conflict form={form} field={field} />}
    </div>
  );
}

function Notes({ form }: { form: Form }) {
  const words = useWords();
  return (
    <div>
      <Textarea
        size="xs"
        label={words.notes}
        description={words.notesHint}
        inputWrapperOrder={["label", "input", "description", "error"]}
        autosize
        minRows={2}
        maxRows={10}
        value={form.valueOf("notes")}
        error={errorOf(form, "notes")}
        onChange={(event) => form.type("notes", event.currentTarget.value)}
      />
      <Conflict form={form} field="notes" />
    </div>
  );
}

/** [DE1] Both values are before the agent, who chooses. */
function Conflict({ form, field }: { form: Form; field: ContactField }) {
  const words = useWords();
  if (!form.conflicts.includes(field)) return null;
  const theirs = form.live(field);
  const name = labelOf(words, field);
  return (
    <div className={classes.conflict} role="alert">
      <IconAlertTriangle size={15} aria-hidden />
      <p>
        <bdi>{theirs ? words.changedMeanwhile(theirs) : words.clearedMeanwhile}</bdi>
      </p>
      <Button
        size="compact-xs"
        variant="default"
        aria-label={words.keepMineOf(name)}
        onClick={() => form.keepMine(field)}
      >
        {words.keepMine}
      </Button>
      <Button
        size="compact-xs"
        variant="default"
        aria-label={words.takeTheirsOf(name)}
        onClick={() => form.takeTheirs(field)}
      >
        {words.takeTheirs}
      </Button>
    </div>
  );
}

function Foot({ form }: { form: Form }) {
  const words = useWords();
  const { state, isTyped } = form;
  const isOnline = useAgentState(({ connection }) => connection.kind === "online");
  return (
    <div className={classes.foot}>
      <Button
        size="xs"
        type="submit"
        variant={isTyped ? "filled" : "default"}
        loading={state.kind === "saving" && isOnline}
      >
        {words.save}
      </Button>
      <p role="status" className={classes.state}>
        {state.kind === "saving" && !isOnline && words.savedWhenBack}
        {state.kind === "saved" && !isTyped && words.saved}
      </p>
      {state.kind === "failed" && state.field === null && (
        <p role="alert" className={classes.failed}>
          {state.text}
        </p>
      )}
    </div>
  );
}

function errorOf({ state }: Form, field: DetailField): string | undefined {
  return state.kind === "failed" && state.field === field ? state.text : undefined;
}

function labelOf(words: Words, field: DetailField): string {
  const { name, email, phone, notes, tags } = words;
  return { name, email, phone, notes, tags }[field];
}
