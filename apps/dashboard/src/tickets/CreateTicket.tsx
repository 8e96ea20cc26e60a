import type { TicketProposal } from "@causerie/protocol";
import { Button, Skeleton } from "@mantine/core";
import { type FormEvent, useEffect, useRef } from "react";
import type { DialogProps } from "../chats/actions/props.ts";
import dialog from "../ui/Dialog.module.css";
import { DialogFault } from "../ui/DialogFault.tsx";
import { Late } from "../ui/Late.tsx";
import { useWords } from "../words/Words.tsx";
import { TicketFields } from "./TicketFields.tsx";
import { useTicketProposal } from "./ticket-queries.ts";
import { useTicketForm } from "./use-ticket-form.ts";

/** [TI1] With what is known of the chat filled in. */
export function CreateTicket({ chat: { chatId }, close }: DialogProps) {
  const { data: proposal, error, refetch } = useTicketProposal(chatId);
  if (proposal) return <Create chatId={chatId} proposal={proposal} close={close} />;
  if (error) return <NoProposal code={error.code} onRetry={() => void refetch()} close={close} />;
  return (
    <Late>
      <Bones />
    </Late>
  );
}

type Props = { chatId: string; proposal: TicketProposal; close: () => void };

function Create({ chatId, proposal, close }: Props) {
  const words = useWords();
  const { draft, change, faults, fault, isAsking, create } = useTicketForm(chatId, proposal, close);
  const form = useRef<HTMLFormElement>(null);
  // The dialog was open before there was a field to begin with.
  useEffect(() => form.current?.querySelector<HTMLElement>("[data-first]")?.focus(), []);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    create();
  };
  return (
    <form ref={form} className={dialog.form} onSubmit={submit} noValidate>
      <TicketFields draft={draft} proposal={proposal} faults={faults} onChange={change} />
      <p className={dialog.hint}>
        {words.tickets.attached} {!proposal.canMail && words.tickets.withoutMail}
      </p>
      <DialogFault text={fault} />
      <div className={dialog.buttons}>
        <Button variant="default" onClick={close}>
          {words.cancel}
        </Button>
        <Button type="submit" aria-busy={isAsking}>
          {words.tickets.createIt}
        </Button>
      </div>
    </form>
  );
}

type NoProposalProps = {
  code: Parameters<typeof useWordedFailure>[0];
  onRetry: () => void;
  close: () => void;
};

function NoProposal({ code, onRetry, close }: NoProposalProps) {
  const words = useWords();
  const text = useWordedFailure(code);
  return (
    <div className={dialog.form}>
      <DialogFault text={text} />
      <div className={dialog.buttons}>
        <Button variant="default" onClick={close}>
          {words.cancel}
        </Button>
        <Button data-autofocus onClick={onRetry}>
          {words.tryAgain}
        </Button>
      </div>
    </div>
  );
}

function useWordedFailure(code: keyof ReturnType<typeof useWords>["httpErrors"]): string {
  const { tickets, httpErrors } = useWords();
  return code === "not-found" ? tickets.chatGone : `${tickets.proposalFailed} ${httpErrors[code](null)}`;
}

/** As high as the form: nothing jumps when it is there. */
function Bones() {
  return (
    <div className={dialog.form} aria-busy>
      {[36, 36, 120, 36].map((height, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: they never change.
        <Skeleton key={index} height={height} />
      ))}
    </div>
  );
}
