import type { TicketProposal } from "@causerie/protocol";
import { useState } from "react";
import { useDraft } from "../chats/drafts.ts";
import { visitorName } from "../visitors/visitor-name.ts";
import type { Words } from "../words/en.ts";
import { useWords } from "../words/Words.tsx";
import { readRequester, showRequester } from "./requester.ts";

/**
 * What the dialog holds. `id`: sent again, it makes no second ticket [TI3]. `email`: asked for where none is known.
 * `tags`: as they are typed.
 */
export type TicketDraft = {
  id: string;
  requester: string;
  email: string;
  subject: string;
  description: string;
  departmentId: number | null;
  tags: string;
};

/** [TI11] What was typed in a ticket of this chat, else what is proposed. Kept at every key, until it is made. */
export function useTicketDraft(chatId: string, proposal: TicketProposal) {
  const words = useWords();
  const { text: stored, setText: store } = useDraft(`ticket:${chatId}`, false);
  const [draft, setDraft] = useState(() => readDraft(stored) ?? draftOf(words, proposal));
  const keep = (next: TicketDraft) => {
    setDraft(next);
    store(JSON.stringify(next));
  };
  return {
    draft,
    change: (part: Partial<TicketDraft>) => keep({ ...draft, ...part }),
    /** Before it is sent: whoever reloads meanwhile sends the same one again. */
    keep: () => keep(draft),
    clear: () => store(""),
  };
}

/** The address is asked for in a field of its own where the details have none; once there, that field stays. */
export function asksForEmail({ requester }: TicketProposal): boolean {
  return requester.email === null;
}

function draftOf(words: Words, proposal: TicketProposal): TicketDraft {
  const { requester, subject, description, departmentId, tags } = proposal;
  const { email } = requester;
  // *Visitor 12345678* is no name, but says at least who it is.
  const name = requester.name ?? (email === null ? visitorName(words, requester) : "");
  return {
    id: crypto.randomUUID?.() ?? randomId(),
    requester: showRequester({ name, email }),
    email: "",
    subject,
    description,
    departmentId,
    tags: tags.join(" "),
  };
}

/** Where the page is plain http, `randomUUID` is missing. */
function randomId(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))]
    .map((byte) => byte.toString(16).padStart(2, "0"))
    .join("");
}

/** null: nothing was kept, or not by this version. */
function readDraft(text: string): TicketDraft | null {
  try {
    const value: unknown = JSON.parse(text);
    return isDraft(value) ? value : null;
  } catch {
    return null;
  }
}

function isDraft(value: unknown): value is TicketDraft {
  if (typeof value !== "object" || value === null) return false;
  const { departmentId, ...texts } = value as Record<string, unknown>; // an object, whatever is in it
  const areTexts = ["id", "requester", "email", "subject", "description", "tags"].every(
    (name) => typeof texts[name] === "string",
  );
  return areTexts && (departmentId === null || typeof departmentId === "number");
}

/** Who asks, as the draft says; `email` null: nobody can be written to. A default name is none. */
export function requesterOf(draft: TicketDraft, words: Words, proposal: TicketProposal) {
  const { name, email } = readRequester(draft.requester);
  const isDefault = name === words.visitorName(proposal.requester.number);
  const typed = draft.email.trim();
  return { name: isDefault ? "" : name, email: email ?? (typed === "" ? null : typed) };
}
