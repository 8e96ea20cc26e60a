import { Button, PasswordInput, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { getRouteApi } from "@tanstack/react-router";
import { signIn } from "../session/session.ts";
import { useWords } from "../words/Words.tsx";
import classes from "./Frame.module.css";
import { Frame } from "./Frame.tsx";
import { isEmail } from "./fields.ts";
import { useSessionForm } from "./use-session-form.ts";

const route = getRouteApi("/sign-in");

export function SignInPage() {
  const words = useWords();
  const { back = "/" } = route.useSearch();
  const form = useForm({
    initialValues: { email: "", password: "" },
    validate: {
      email: (email) => (isEmail(email) ? null : words.emailWrong),
      password: (password) => (password ? null : words.passwordMissing),
    },
  });
  const { submit, isPending, failure } = useSessionForm(form, signIn, back);
  return (
    <Frame title={words.signInTitle} hint={words.signInHint}>
      <form onSubmit={submit} noValidate className={classes.fields}>
        <TextInput
          label={words.email}
          type="email"
          autoComplete="username"
          autoFocus
          {...form.getInputProps("email")}
        />
        <PasswordInput
          label={words.password}
          visibilityToggleButtonProps={{ "aria-label": words.showPassword }}
          aria-invalid={form.errors.password !== undefined}
          autoComplete="current-password"
          {...form.getInputProps("password")}
        />
        {failure && (
          <p role="alert" className={classes.failure}>
            {failure}
          </p>
        )}
        <Button type="submit" loading={isPending} mt={4}>
          {words.signIn}
        </Button>
      </form>
    </Frame>
  );
}
