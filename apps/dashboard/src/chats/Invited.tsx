import type { Invitation } from "@causerie/domain";
import { Button } from "@mantine/core";
import { useWords } from "../words/Words.tsx";
import classes from "./Composer.module.css";
import { Said } from "./Said.tsx";
import { useInvitation } from "./use-invitation.ts";

/** Below the log of a chat that I am invited to. */
export function Invited({ chatId, invitation }: { chatId: string; invitation: Invitation }) {
  const words = useWords();
  const { open, decline } = useInvitation(chatId);
  const { by, handsOver } = invitation;
  const buttons = (
    <div className={classes.answers}>
      <Button variant="default" onClick={decline}>
        {words.decline}
      </Button>
      <Button onClick={open}>{words.open}</Button>
    </div>
  );
  return (
    <Said action={buttons}>
      <strong>{handsOver ? words.handsYou(by.name) : words.invitesYou(by.name)}.</strong> {words.readBefore}
    </Said>
  );
}
