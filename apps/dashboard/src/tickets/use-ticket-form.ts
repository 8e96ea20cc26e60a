import type { NewTicket, Ticket, TicketProposal } from "@causerie/protocol";
import { useState } from "react";
import { tagsOf } from "../chats/tags-text.ts";
import type { HttpFailure } from "../ui/ask.ts";
import { tell } from "../ui/notify.ts";
import type { Words } from "../words/en.ts";
import { useWords } from "../words/Words.tsx";
import { isOneEmail } from "./requester.ts";
import { useCreateTicket } from "./ticket-queries.ts";
import { asksForEmail, requesterOf, type TicketDraft, useTicketDraft } from "./use-ticket-draft.ts";

/** What is wrong with which field. */
export type TicketFaults = { requester?: string; email?: string; subject?: string; tags?: string };

/** The dialog's fields, and what happens with them. It closes when the ticket is made. */
export function useTicketForm(chatId: string, proposal: TicketProposal, close: () => void) {
  const words = useWords();
  const { draft, change, keep, clear } = useTicketDraft(chatId, proposal);
  const [faults, setFaults] = useState<TicketFaults>({});
  const { mutate, isPending, error, reset } = useCreateTicket();
  const create = () => {
    if (isPending) return;
    const wrong = faultsOf(words, draft, proposal);
    setFaults(wrong);
    if (Object.keys(wrong).length > 0) return focusFirstFault();
    keep();
    const fields = fieldsOf(words, draft, proposal, chatId);
    mutate(fields, {
      onSuccess: (ticket) => {
        clear();
        tell(madeText(words, ticket, fields));
        close();
      },
    });
  };
  return {
    draft,
    change: (part: Partial<TicketDraft>) => {
      setFaults({});
      reset();
      change(part);
    },
    faults,
    fault: error && faultText(words, error),
    isAsking: isPending,
    create,
  };
}

function faultsOf(words: Words, draft: TicketDraft, proposal: TicketProposal): TicketFaults {
  const { emailMissing, requesterMissing, subjectMissing, wrongTag } = words.tickets;
  const { email } = requesterOf(draft, words, proposal);
  const isWrongEmail = email === null || !isOneEmail(email);
  const requester = draft.requester.trim() === "" ? requesterMissing : emailMissing;
  return {
    ...(isWrongEmail && (asksForEmail(proposal) ? { email: emailMissing } : { requester })),
    ...(draft.subject.trim() === "" && { subject: subjectMissing }),
    ...(tagsOf(draft.tags).some((tag) => tag.length > 140) && { tags: wrongTag }),
  };
}

/** The fields say what is wrong in their next render. */
function focusFirstFault(): void {
  requestAnimationFrame(() => document.querySelector<HTMLElement>("form [aria-invalid='true']")?.focus());
}

function fieldsOf(words: Words, draft: TicketDraft, proposal: TicketProposal, chatId: string): NewTicket {
  const { id, subject, description, departmentId } = draft;
  const { name, email } = requesterOf(draft, words, proposal);
  return {
    id,
    chatId,
    requester: { name, email: email ?? "" },
    subject,
    description,
    departmentId,
    tags: tagsOf(draft.tags),
  };
}

/** The ticket of an earlier attempt, whose answer was lost, may say something else than what is on the screen now. */
function madeText({ tickets }: Words, made: Ticket, { subject, description }: NewTicket): string {
  const isSame = oneLine(made.subject) === oneLine(subject) && made.description === description.trim();
  return isSame ? tickets.made(made.number) : tickets.madeBefore(made.number);
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, " ").trim();
}

function faultText({ tickets, httpErrors }: Words, { code }: HttpFailure): string {
  return code === "not-found" ? tickets.chatGone : httpErrors[code](null);
}
