import { Button } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { ask, type HttpFailure } from "../ui/ask.ts";
import dialog from "../ui/Dialog.module.css";
import { Dialog } from "../ui/Dialog.tsx";
import { DialogFault } from "../ui/DialogFault.tsx";
import { useWords } from "../words/Words.tsx";
import classes from "./Settings.module.css";
import { wordFailure } from "./word-failure.ts";

type Props = {
  /** What the button says, and what it asks before. */
  action: string;
  title: string;
  hint: string;
  path: string;
  onDeleted: () => void;
};

/** Asked again first: it cannot be undone. */
export function Deletion({ action, title, hint, path, onDeleted }: Props) {
  const words = useWords();
  const queryClient = useQueryClient();
  const button = useRef<HTMLButtonElement>(null);
  const [isAsking, setAsking] = useState(false);
  const { mutate, isPending, error, reset } = useMutation<void, HttpFailure>({
    mutationFn: () => ask("DELETE", path),
    onSuccess: async () => {
      onDeleted();
      await queryClient.invalidateQueries({ queryKey: ["settings"] });
    },
  });
  const close = () => {
    setAsking(false);
    reset();
    button.current?.focus();
  };
  return (
    <div className={classes.danger}>
      <Button ref={button} variant="subtle" color="red" onClick={() => setAsking(true)}>
        {action}
      </Button>
      <Dialog title={title} opened={isAsking} onClose={close}>
        <div className={dialog.form}>
          <p className={dialog.hint}>{hint}</p>
          <DialogFault text={error && wordFailure(words, error)} />
          <div className={dialog.buttons}>
            <Button variant="default" data-autofocus onClick={close}>
              {words.cancel}
            </Button>
            <Button color="red.7" loading={isPending} onClick={() => mutate()}>
              {action}
            </Button>
          </div>
        </div>
      </Dialog>
    </div>
  );
}
