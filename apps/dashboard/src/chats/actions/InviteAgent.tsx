import { Button } from "@mantine/core";
import { useRef, useState } from "react";
import { useAgentClient } from "../../connection/AgentConnection.tsx";
import classes from "../../ui/Dialog.module.css";
import { DialogFault } from "../../ui/DialogFault.tsx";
import { useWords } from "../../words/Words.tsx";
import { AgentField } from "./AgentField.tsx";
import { emailMeant, useColleagueChoices } from "./colleagues.ts";
import type { DialogProps } from "./props.ts";
import { useAsking } from "./use-asking.ts";

/** *Invite* adds a colleague; *Transfer and leave* hands the chat over. */
export function InviteAgent({ chat, close }: DialogProps) {
  const words = useWords();
  const client = useAgentClient();
  const choices = useColleagueChoices(chat);
  const field = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState("");
  const [isMissing, setMissing] = useState(false);
  const { ask, isAsking, fault, forget } = useAsking(close);
  const type = (next: string) => {
    setTyped(next);
    setMissing(false);
    forget();
  };
  const invite = (andLeave: boolean) => {
    const email = emailMeant(choices, typed, words.locale);
    setMissing(email === "");
    if (email === "") return field.current?.focus();
    void ask(() => client.inviteAgent(chat.chatId, { email, andLeave }));
  };
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        invite(false);
      }}
    >
      <AgentField
        ref={field}
        choices={choices}
        typed={typed}
        onType={type}
        error={isMissing ? words.agentEmailMissing : null}
      />
      <p className={classes.hint}>{words.inviteExplained}</p>
      <DialogFault text={fault} />
      <div className={classes.buttons}>
        <Button variant="default" onClick={close}>
          {words.cancel}
        </Button>
        <Button variant="default" aria-busy={isAsking} onClick={() => invite(true)}>
          {words.transferAndLeave}
        </Button>
        <Button type="submit" aria-busy={isAsking}>
          {words.invite}
        </Button>
      </div>
    </form>
  );
}
