import type { UseFormReturnType } from "@mantine/form";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";
import { fieldOf } from "../sign-in/use-session-form.ts";
import type { HttpFailure } from "../ui/ask.ts";
import { useWords } from "../words/Words.tsx";
import { wordFailure } from "./word-failure.ts";

/** Sends the form. What is wrong with one field is said there, the rest as `fault`. */
export function useManagementForm<Fields extends Record<string, unknown>, Answer>(
  form: UseFormReturnType<Fields>,
  send: (fields: Fields) => Promise<Answer>,
  onDone: (answer: Answer, fields: Fields) => void,
) {
  const words = useWords();
  const queryClient = useQueryClient();
  // What a success itself changes in the form does not take back the word of it.
  const isSending = useRef(false);
  const { mutate, status, error, reset } = useMutation<Answer, HttpFailure, Fields>({
    mutationFn: (fields) => {
      isSending.current = true;
      return send(fields);
    },
    onSettled: () => {
      isSending.current = false;
    },
    onSuccess: async (answer, fields) => {
      await queryClient.invalidateQueries({ queryKey: ["settings"] });
      onDone(answer, fields);
    },
    onError: (failure) => {
      const field = fieldOf(failure, form.values);
      if (!field) return;
      form.setFieldError(field, wordFailure(words, failure));
      form.getInputNode(field)?.focus();
    },
  });
  const isOfOneField = error !== null && fieldOf(error, form.values) !== null;
  const submit = form.onSubmit(
    (fields) => mutate(fields),
    (errors) => form.getInputNode(Object.keys(errors)[0] ?? "")?.focus(),
  );
  return {
    submit,
    saving: isOfOneField ? ("idle" as const) : status,
    isPending: status === "pending",
    fault: error && !isOfOneField ? wordFailure(words, error) : null,
    /** To be called when something is typed: what was said of the fields as they were is over. */
    forget: () => {
      if (!isSending.current) reset();
    },
  };
}
