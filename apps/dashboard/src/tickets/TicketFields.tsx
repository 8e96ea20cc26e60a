import type { TicketProposal } from "@causerie/protocol";
import { NativeSelect, Textarea, TextInput } from "@mantine/core";
import { useAgentState } from "../connection/AgentConnection.tsx";
import { useWords } from "../words/Words.tsx";
import { asksForEmail, type TicketDraft } from "./use-ticket-draft.ts";
import type { TicketFaults } from "./use-ticket-form.ts";

type Props = {
  draft: TicketDraft;
  proposal: TicketProposal;
  faults: TicketFaults;
  onChange: (change: Partial<TicketDraft>) => void;
};

export function TicketFields({ draft, proposal, faults, onChange }: Props) {
  const words = useWords();
  const asksEmail = asksForEmail(proposal);
  return (
    <>
      <TextInput
        label={words.tickets.requester}
        maxLength={360}
        dir="auto"
        autoComplete="off"
        value={draft.requester}
        error={faults.requester}
        onChange={(event) => onChange({ requester: event.currentTarget.value })}
      />
      {asksEmail && <Email draft={draft} error={faults.email} onChange={onChange} />}
      <TextInput
        label={words.tickets.subject}
        data-first={!asksEmail || undefined}
        maxLength={200}
        dir="auto"
        autoComplete="off"
        value={draft.subject}
        error={faults.subject}
        onChange={(event) => onChange({ subject: event.currentTarget.value })}
      />
      <Textarea
        label={words.tickets.description}
        autosize
        minRows={4}
        maxRows={10}
        maxLength={20_000}
        dir="auto"
        value={draft.description}
        onChange={(event) => onChange({ description: event.currentTarget.value })}
      />
      <Department chosen={draft.departmentId} onChange={onChange} />
      <TextInput
        label={words.tags}
        description={words.tagsHint}
        inputWrapperOrder={["label", "input", "description", "error"]}
        autoComplete="off"
        value={draft.tags}
        error={faults.tags}
        onChange={(event) => onChange({ tags: event.currentTarget.value })}
      />
    </>
  );
}

/** [TI4] */
function Email({
  draft,
  error,
  onChange,
}: Pick<Props, "draft" | "onChange"> & { error?: string | undefined }) {
  const words = useWords();
  return (
    <TextInput
      label={words.email}
      // What is wrong is said in its place.
      description={error === undefined && words.tickets.emailHint}
      inputWrapperOrder={["label", "input", "description", "error"]}
      data-first
      type="email"
      inputMode="email"
      autoComplete="off"
      maxLength={254}
      value={draft.email}
      error={error}
      onChange={(event) => onChange({ email: event.currentTarget.value })}
    />
  );
}

function Department({ chosen, onChange }: Pick<Props, "onChange"> & { chosen: number | null }) {
  const words = useWords();
  const departments = useAgentState((state) => state.departments);
  const offered = departments.filter(({ enabled, departmentId }) => enabled || departmentId === chosen);
  if (offered.length === 0) return null;
  return (
    <NativeSelect
      label={words.department}
      value={chosen ?? ""}
      data={[
        { value: "", label: words.tickets.noDepartment },
        ...offered.map(({ departmentId, name }) => ({ value: String(departmentId), label: name })),
      ]}
      onChange={(event) => onChange({ departmentId: Number(event.currentTarget.value) || null })}
    />
  );
}
