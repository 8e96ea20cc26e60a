import type { RefusalOfCommand } from "@causerie/client";
import { CONTACT_FIELDS, type ContactField, type DetailChanges, tidy } from "@causerie/domain";
import type { VisitorDetails } from "@causerie/protocol";
import { useState } from "react";
import { useAgentClient } from "../connection/AgentConnection.tsx";
import { wordRefusal } from "../words/error-words.ts";
import { useWords } from "../words/Words.tsx";
import { type DetailField, type FieldDraft, type TaggedChat, useDetailsDraft } from "./details-draft.ts";
import { tagChanges, textOf } from "./tags-text.ts";

export type FormState =
  | { kind: "idle" | "saving" | "saved" }
  | { kind: "failed"; field: DetailField | null; text: string };

/** What is shown of each field, what was typed over it, and what somebody else made of it meanwhile [DE1]. */
export function useDetailsForm(details: VisitorDetails, chat: TaggedChat | null) {
  const client = useAgentClient();
  const words = useWords();
  const { draft, setField, saved } = useDetailsDraft(details.visitorId, chat?.chatId ?? null);
  const [state, setState] = useState<FormState>({ kind: "idle" });
  const live = (field: DetailField) => (field === "tags" ? textOf(chat?.tags ?? []) : (details[field] ?? ""));
  const typed = CONTACT_FIELDS.filter((field) => draft[field] !== undefined);
  const conflicts = typed.filter((field) => isConflict(field, draft[field], live(field)));

  const saveDetails = async (): Promise<FormState | null> => {
    const changes: DetailChanges = {};
    for (const field of typed) {
      const { from, text } = draft[field] ?? { from: "", text: "" };
      changes[field] = { from, to: text };
    }
    if (typed.length === 0) return null;
    const answer = await client.editVisitor(details.visitorId, changes);
    if (!answer.ok) return failed(answer.refusal);
    for (const field of typed) saved(field, changes[field]?.to ?? "");
    return null;
  };
  const saveTags = async (): Promise<FormState | null> => {
    const { tags } = draft;
    if (!tags || !chat) return null;
    const change = tagChanges(tags.from, tags.text);
    const answer = await client.changeTags(chat.chatId, change);
    if (!answer.ok && answer.refusal.reason !== "nothing-to-do") return failed(answer.refusal);
    saved("tags", tags.text);
    return null;
  };
  const failed = (refusal: RefusalOfCommand): FormState => ({
    kind: "failed",
    field: fieldOf(refusal),
    text: wordRefusal(words.refusals, refusal),
  });

  return {
    state,
    conflicts,
    isTyped: typed.length > 0 || draft.tags !== undefined,
    valueOf: (field: DetailField) => draft[field]?.text ?? live(field),
    live,
    type: (field: DetailField, text: string) => {
      const from = draft[field]?.from ?? live(field);
      setField(field, text === from && from === live(field) ? null : { from, text });
      if (state.kind !== "saving") setState({ kind: "idle" });
    },
    /** The agent has seen the other value. */
    keepMine: (field: ContactField) =>
      setField(field, { from: live(field), text: draft[field]?.text ?? live(field) }),
    takeTheirs: (field: ContactField) => setField(field, null),
    save: async (): Promise<void> => {
      if (conflicts.length > 0) return setState({ kind: "failed", field: null, text: words.chooseFirst });
      setState({ kind: "saving" });
      const [ofDetails, ofTags] = await Promise.all([saveDetails(), saveTags()]);
      setState(ofDetails ?? ofTags ?? { kind: "saved" });
    },
  };
}

/** Both wrote the same: there is nothing to choose. */
function isConflict(field: ContactField, draft: FieldDraft | undefined, live: string): boolean {
  return draft !== undefined && live !== draft.from && live !== (tidy(field, draft.text) ?? "");
}

function fieldOf(refusal: RefusalOfCommand): DetailField | null {
  switch (refusal.reason) {
    case "bad-email":
      return "email";
    case "detail-too-long":
      return refusal.field;
    case "bad-tag":
      return "tags";
    default:
      return null;
  }
}
