import type { Session } from "@causerie/protocol";
import type { UseFormReturnType } from "@mantine/form";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "@tanstack/react-router";
import { sessionQuery } from "../session/session.ts";
import type { HttpFailure } from "../ui/ask.ts";
import { timeOfDay } from "../ui/time.ts";
import type { TryAgain } from "../words/error-words.ts";
import { useWords } from "../words/Words.tsx";

/** Sends the form, and on success goes on into the dashboard. `failure`: what the whole form says. */
export function useSessionForm<Fields extends Record<string, string>>(
  form: UseFormReturnType<Fields>,
  send: (fields: Fields) => Promise<Session>,
  next: string,
) {
  const words = useWords();
  const queryClient = useQueryClient();
  const router = useRouter();
  const { mutate, isPending, error } = useMutation<Session, HttpFailure, Fields>({
    mutationFn: send,
    onSuccess: (session) => {
      queryClient.setQueryData(sessionQuery.queryKey, session);
      void router.navigate({ href: next, replace: true });
    },
    onError: (failure) => {
      const field = fieldOf(failure, form.values);
      if (field) form.setFieldError(field, words.httpErrors[failure.code](null));
    },
  });
  const isOfOneField = error !== null && fieldOf(error, form.values) !== null;
  const failure =
    error && !isOfOneField ? words.httpErrors[error.code](tryAgainOf(error, words.locale)) : null;
  return { submit: form.onSubmit((fields) => mutate(fields)), isPending, failure };
}

/** "/email", "body.email" and "email" all mean the field `email`. */
export function fieldOf<Fields extends object>(
  failure: HttpFailure,
  fields: Fields,
): (keyof Fields & string) | null {
  // The setup code is the only one that can be wrong; `in` shows that the form has it.
  if (failure.code === "wrong-code" && "code" in fields) return "code" as keyof Fields & string;
  const last = failure.field?.split(/[/.]/).at(-1);
  // `in` has just shown that it is a field.
  return last !== undefined && last in fields ? (last as keyof Fields & string) : null;
}

function tryAgainOf({ retryAfterSeconds }: HttpFailure, locale: string): TryAgain | null {
  if (retryAfterSeconds === undefined) return null;
  const at = timeOfDay(Date.now() + retryAfterSeconds * 1000, locale);
  return { at, minutes: Math.max(1, Math.ceil(retryAfterSeconds / 60)) };
}
