import type { ContactField } from "@causerie/domain";
import { useCallback, useSyncExternalStore } from "react";
import { useSession } from "../connection/AgentConnection.tsx";

/** A chat that can be tagged. */
export type TaggedChat = { chatId: string; tags: readonly string[] };
export type DetailField = ContactField | "tags";
/** What was typed over a field and is not saved, and what stood there when that began. */
export type FieldDraft = { from: string; text: string };
export type DetailsDraft = { [Field in DetailField]?: FieldDraft };

const NONE: DetailsDraft = {};
const known = new Map<string, DetailsDraft>();
const listeners = new Set<() => void>();

/** [DE9] Kept at every key, apart from the screen: it survives an error, another chat, a reload and a crash. */
export function useDetailsDraft(visitorId: string, chatId: string | null) {
  const { account, me } = useSession();
  const prefix = `causerie:details:${account.accountId}:${me.agentId}`;
  const [ofVisitor, ofChat] = [`${prefix}:${visitorId}`, `${prefix}:tags:${chatId ?? ""}`];
  const details = useDraftAt(ofVisitor);
  const { tags } = useDraftAt(ofChat);
  const keyOf = (field: DetailField) => (field === "tags" ? ofChat : ofVisitor);
  return {
    draft: tags ? { ...details, tags } : details,
    /** null: nothing is typed over it any more. */
    setField: (field: DetailField, next: FieldDraft | null) => put(keyOf(field), field, next),
    /** What was typed since stays, over what stands there now. */
    saved: (field: DetailField, text: string) => {
      const typed = draftAt(keyOf(field))[field];
      if (typed) put(keyOf(field), field, typed.text === text ? null : { ...typed, from: text });
    },
  };
}

function useDraftAt(key: string): DetailsDraft {
  return useSyncExternalStore(
    subscribe,
    useCallback(() => draftAt(key), [key]),
  );
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function draftAt(key: string): DetailsDraft {
  const draft = known.get(key) ?? read(key);
  known.set(key, draft);
  return draft;
}

function put(key: string, field: DetailField, next: FieldDraft | null): void {
  const { [field]: _before, ...others } = draftAt(key);
  write(key, next ? { ...others, [field]: next } : others);
  for (const listener of listeners) listener();
}

function write(key: string, draft: DetailsDraft): void {
  known.set(key, draft);
  try {
    if (Object.keys(draft).length > 0) localStorage.setItem(key, JSON.stringify(draft));
    else localStorage.removeItem(key);
  } catch {
    // Storage refused or full: the text stays on the screen.
  }
}

function read(key: string): DetailsDraft {
  try {
    const parsed: unknown = JSON.parse(localStorage.getItem(key) ?? "{}");
    // Written above.
    return typeof parsed === "object" && parsed !== null ? (parsed as DetailsDraft) : NONE;
  } catch {
    return NONE;
  }
}
