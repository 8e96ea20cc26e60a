import { useWindowEvent } from "@mantine/hooks";
import { useNavigate, useParams } from "@tanstack/react-router";
import { useChatActions } from "../chats/use-chat-actions.ts";
import { useListedChats } from "../left-bar/use-my-chats.ts";
import { useServeNext } from "../left-bar/use-serve.ts";
import { isMac, openKeysHelp } from "./keys.ts";
import { type Shortcut, shortcutOf } from "./shortcuts.ts";

/** The keys that work everywhere; that of the private note is its switch's own. */
export function useKeys(): void {
  const { chatId } = useParams({ strict: false });
  const serveNext = useServeNext();
  const step = useStep(chatId);
  const { end, leave, invite, transfer, toggleInfo, toggleHistory } = useChatActions(chatId);
  const actions: Record<Exclude<Shortcut, "note">, () => void> = {
    serve: serveNext,
    end,
    leave,
    invite,
    transfer,
    info: toggleInfo,
    history: toggleHistory,
    previous: () => step(-1),
    next: () => step(1),
  };
  useWindowEvent("keydown", (event) => {
    if (event.key === "?" && !isTyping(event.target)) return openKeysHelp();
    const shortcut = shortcutOf(event, isMac);
    if (!shortcut || shortcut === "note") return;
    event.preventDefault();
    actions[shortcut]();
  });
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
}

/** To the next of my chats, round and round. */
function useStep(chatId: string | undefined): (by: 1 | -1) => void {
  const chats = useListedChats();
  const navigate = useNavigate();
  return (by) => {
    const at = chats.findIndex((chat) => chat.chatId === chatId);
    const from = at === -1 && by === -1 ? 0 : at;
    const next = chats.at((from + by + chats.length) % chats.length);
    if (next) void navigate({ to: "/chats/$chatId", params: { chatId: next.chatId } });
  };
}
