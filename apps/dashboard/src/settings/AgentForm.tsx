import type { AgentDetails, AgentRole, DepartmentDetails } from "@causerie/protocol";
import { Button, PasswordInput, Radio, Stack, TextInput } from "@mantine/core";
import { type UseFormReturnType, useForm } from "@mantine/form";
import { useSession } from "../connection/AgentConnection.tsx";
import { isEmail } from "../sign-in/fields.ts";
import { useWords } from "../words/Words.tsx";
import type { AgentFields } from "./agent-fields.ts";
import { Choices } from "./Choices.tsx";
import { DescribedRadio, DescribedSwitch } from "./Described.tsx";
import { SaveState } from "./SaveState.tsx";
import classes from "./Settings.module.css";
import { useManagementForm } from "./use-management-form.ts";

type Props = {
  initial: AgentFields;
  /** Null while one is made. */
  existing?: AgentDetails;
  departments: readonly DepartmentDetails[];
  action: string;
  readOnly?: boolean;
  send: (fields: AgentFields) => Promise<AgentDetails>;
  onDone?: (agent: AgentDetails) => void;
};

const PASSWORD_MIN = 8;

export function AgentForm({ initial, existing, departments, action, readOnly = false, send, onDone }: Props) {
  const { agentSettings } = useWords();
  const form = useAgentForm(initial, existing === undefined, () => forget());
  const done = (agent: AgentDetails) => {
    form.setFieldValue("password", "");
    onDone?.(agent);
  };
  const { submit, saving, isPending, fault, forget } = useManagementForm(form, send, done);
  return (
    <form className={classes.card} onSubmit={submit} noValidate>
      {readOnly && <p className={classes.state}>{agentSettings.ownersHint}</p>}
      <fieldset disabled={readOnly} className={classes.fields}>
        <Person form={form} isNew={existing === undefined} />
        <Role form={form} />
        <Choices
          label={agentSettings.departments}
          placeholder={agentSettings.findDepartment}
          nothingFound={agentSettings.noDepartment}
          choices={departments.map(({ departmentId, name }) => ({ id: departmentId, name }))}
          disabled={readOnly}
          value={form.values.departments}
          onChange={(ids) => form.setFieldValue("departments", ids)}
          error={form.errors.departments}
        />
        <DescribedSwitch
          label={agentSettings.canSignIn}
          hint={agentSettings.canSignInHint}
          {...form.getInputProps("enabled", { type: "checkbox" })}
        />
        <div className={classes.buttons}>
          <Button type="submit" loading={isPending} disabled={readOnly}>
            {action}
          </Button>
          <SaveState saving={saving} fault={fault} />
        </div>
      </fieldset>
    </form>
  );
}

type Form = UseFormReturnType<AgentFields>;

function useAgentForm(initialValues: AgentFields, isNew: boolean, onValuesChange: () => void): Form {
  const words = useWords();
  return useForm<AgentFields>({
    initialValues,
    onValuesChange,
    validate: {
      name: (name) => (name.trim() ? null : words.departmentSettings.nameMissing),
      email: (email) => (isEmail(email) ? null : words.emailWrong),
      password: (password) =>
        password.length >= PASSWORD_MIN || (!isNew && password === "") ? null : words.passwordShort,
    },
  });
}

function Person({ form, isNew }: { form: Form; isNew: boolean }) {
  const words = useWords();
  const { agentSettings } = words;
  return (
    <>
      <TextInput
        label={words.name}
        description={agentSettings.nameHint}
        autoComplete="off"
        maxLength={100}
        {...form.getInputProps("name")}
      />
      <TextInput
        label={words.email}
        description={agentSettings.emailHint}
        type="email"
        autoComplete="off"
        maxLength={254}
        {...form.getInputProps("email")}
      />
      <PasswordInput
        label={isNew ? agentSettings.password : agentSettings.newPassword}
        description={isNew ? agentSettings.passwordHint : agentSettings.newPasswordHint}
        visibilityToggleButtonProps={{ "aria-label": words.showPassword }}
        aria-invalid={form.errors.password !== undefined}
        autoComplete="new-password"
        maxLength={128}
        {...form.getInputProps("password")}
      />
    </>
  );
}

const ROLES: readonly AgentRole[] = ["agent", "administrator", "owner"];

/** [SE5] An owner is made by owners alone. */
function Role({ form }: { form: Form }) {
  const { agentSettings } = useWords();
  const { me } = useSession();
  const mayMakeOwners = me.role === "owner";
  return (
    <Radio.Group label={agentSettings.role} {...form.getInputProps("role")}>
      <Stack gap={8} mt={6}>
        {ROLES.map((role) => (
          <DescribedRadio
            key={role}
            value={role}
            label={agentSettings.roles[role]}
            hint={agentSettings.roleHints[role]}
            disabled={role === "owner" && !mayMakeOwners}
          />
        ))}
      </Stack>
    </Radio.Group>
  );
}
