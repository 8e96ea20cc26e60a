import type { AgentDetails, DepartmentBody, DepartmentDetails } from "@causerie/protocol";
import { Button, Textarea, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useWords } from "../words/Words.tsx";
import { Choices } from "./Choices.tsx";
import { DescribedSwitch } from "./Described.tsx";
import { SaveState } from "./SaveState.tsx";
import classes from "./Settings.module.css";
import { useManagementForm } from "./use-management-form.ts";

type Props = {
  initial: DepartmentBody;
  agents: readonly AgentDetails[];
  action: string;
  send: (fields: DepartmentBody) => Promise<DepartmentDetails>;
  onDone?: (department: DepartmentDetails) => void;
};

export function DepartmentForm({ initial, agents, action, send, onDone }: Props) {
  const words = useWords();
  const { departmentSettings, settingsRoom } = words;
  const form = useForm<DepartmentBody>({
    initialValues: initial,
    validate: { name: (name) => (name.trim() ? null : departmentSettings.nameMissing) },
    onValuesChange: () => forget(),
  });
  const { submit, saving, isPending, fault, forget } = useManagementForm(form, send, (department) =>
    onDone?.(department),
  );
  return (
    <form className={classes.card} onSubmit={submit} noValidate>
      <TextInput
        label={words.name}
        description={departmentSettings.nameHint}
        maxLength={100}
        {...form.getInputProps("name")}
      />
      <Textarea
        label={departmentSettings.description}
        autosize
        minRows={2}
        maxRows={6}
        maxLength={1000}
        {...form.getInputProps("description")}
      />
      <Choices
        label={departmentSettings.members}
        hint={departmentSettings.membersHint}
        placeholder={departmentSettings.findMember}
        nothingFound={departmentSettings.nobodyFound}
        choices={agents.map(({ agentId, name, email }) => ({ id: agentId, name, more: email }))}
        value={form.values.members}
        onChange={(ids) => form.setFieldValue("members", ids)}
        error={form.errors.members}
      />
      <DescribedSwitch
        label={settingsRoom.enabled}
        hint={departmentSettings.enabledHint}
        {...form.getInputProps("enabled", { type: "checkbox" })}
      />
      <div className={classes.buttons}>
        <Button type="submit" loading={isPending}>
          {action}
        </Button>
        <SaveState saving={saving} fault={fault} />
      </div>
    </form>
  );
}
