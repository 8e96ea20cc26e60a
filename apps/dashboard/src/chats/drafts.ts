import { useState } from "react";
import { useSession } from "../connection/AgentConnection.tsx";

export type Draft = { text: string; isNote: boolean };

/**
 * What was typed and not sent, kept at every key: it survives leaving the chat, a reload and a crash, and stays a note if
 * it was one [WT3]. `canNote`: where there are no notes, what was meant as one is not offered as a message.
 */
export function useDraft(of: string, canNote: boolean) {
  const { accountId } = useSession().account;
  const { agentId } = useSession().me;
  const key = `causerie:draft:${accountId}:${agentId}:${of}`;
  const [draft, setDraft] = useState(() => readDraft(key, canNote));
  const change = (next: Draft) => {
    setDraft(next);
    writeDraft(key, next, canNote);
  };
  return {
    ...draft,
    setText: (text: string) => change({ ...draft, text }),
    setNote: (isNote: boolean) => change({ ...draft, isNote }),
  };
}

const noteKey = (key: string) => `${key}:note`;

export function readDraft(key: string, canNote: boolean): Draft {
  const note = canNote ? read(noteKey(key)) : "";
  return note === "" ? { text: read(key), isNote: false } : { text: note, isNote: true };
}

export function writeDraft(key: string, { text, isNote }: Draft, canNote: boolean): void {
  write(key, isNote ? "" : text);
  if (canNote) write(noteKey(key), isNote ? text : "");
}

function read(key: string): string {
  try {
    return localStorage.getItem(key) ?? "";
  } catch {
    return "";
  }
}

function write(key: string, text: string): void {
  try {
    if (text) localStorage.setItem(key, text);
    else localStorage.removeItem(key);
  } catch {
    // Storage refused or full: the text stays on the screen.
  }
}
