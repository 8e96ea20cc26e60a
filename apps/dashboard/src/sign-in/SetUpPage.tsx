import { Button, PasswordInput, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useSuspenseQuery } from "@tanstack/react-query";
import { sessionQuery, setUp } from "../session/session.ts";
import { useWords } from "../words/Words.tsx";
import classes from "./Frame.module.css";
import { Frame } from "./Frame.tsx";
import { isEmail } from "./fields.ts";
import { useSessionForm } from "./use-session-form.ts";

export function SetUpPage() {
  const words = useWords();
  const { data: session } = useSuspenseQuery(sessionQuery);
  const codeNeeded = session.state === "setup-needed" && session.codeNeeded;
  const form = useForm({
    initialValues: { name: "", email: "", password: "", code: "" },
    validate: {
      name: (name) => (name.trim() ? null : words.nameMissing),
      email: (email) => (isEmail(email) ? null : words.emailWrong),
      password: (password) => (password.length >= 8 ? null : words.passwordShort),
      code: (code) => (code.trim() || !codeNeeded ? null : words.codeMissing),
    },
  });
  const { submit, isPending, failure } = useSessionForm(form, sendSetUp, "/");
  return (
    <Frame title={words.setUpTitle} hint={words.setUpHint}>
      <form onSubmit={submit} noValidate className={classes.fields}>
        <TextInput label={words.name} autoComplete="name" autoFocus {...form.getInputProps("name")} />
        <TextInput
          label={words.email}
          type="email"
          autoComplete="username"
          {...form.getInputProps("email")}
        />
        <PasswordInput
          label={words.password}
          visibilityToggleButtonProps={{ "aria-label": words.showPassword }}
          aria-invalid={form.errors.password !== undefined}
          description={words.passwordHint}
          autoComplete="new-password"
          {...form.getInputProps("password")}
        />
        {codeNeeded && (
          <TextInput
            label={words.setupCode}
            description={words.setupCodeHint}
            {...form.getInputProps("code")}
          />
        )}
        {failure && (
          <p role="alert" className={classes.failure}>
            {failure}
          </p>
        )}
        <Button type="submit" loading={isPending} mt={4}>
          {words.setUpButton}
        </Button>
      </form>
    </Frame>
  );
}

function sendSetUp({ code, ...fields }: { name: string; email: string; password: string; code: string }) {
  return setUp(code.trim() ? { ...fields, code: code.trim() } : fields);
}
