import { useState } from "react";
import { useSession } from "../connection/AgentConnection.tsx";

/** What was typed and not sent, kept at every key: it survives leaving the chat, a reload and a crash. */
export function useDraft(of: string): [string, (text: string) => void] {
  const { accountId } = useSession().account;
  const { agentId } = useSession().me;
  const key = `causerie:draft:${accountId}:${agentId}:${of}`;
  const [text, setText] = useState(() => read(key));
  const change = (next: string) => {
    setText(next);
    write(key, next);
  };
  return [text, change];
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
