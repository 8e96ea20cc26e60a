import { useWindowEvent } from "@mantine/hooks";
import { useNavigate, useParams } from "@tanstack/react-router";
import { useChatActions } from "../chats/use-chat-actions.ts";
import { useListedChats } from "../left-bar/use-my-chats.ts";
import { useServeNext } from "../left-bar/use-serve.ts";
import { openKeysHelp } from "./keys.ts";

/** The keys that work everywhere. By the key's place, not its sign: Option makes other signs of letters. */
export function useKeys(): void {
  const { chatId } = useParams({ strict: false });
  const serveNext = useServeNext();
  const step = useStep(chatId);
  const { end, leave, invite, transfer, toggleInfo, toggleHistory } = useChatActions(chatId);
  const byCode: Record<string, () => void> = {
    KeyS: serveNext,
    KeyE: end,
    KeyL: leave,
    KeyA: invite,
    KeyT: transfer,
    KeyI: toggleInfo,
    KeyH: toggleHistory,
    ArrowUp: () => step(-1),
    ArrowDown: () => step(1),
  };
  useWindowEvent("keydown", (event) => {
    if (event.key === "?" && !isTyping(event.target)) return openKeysHelp();
    const run = isAltAlone(event) ? byCode[event.code] : undefined;
    if (!run) return;
    event.preventDefault();
    run();
  });
}

/** AltGr is Alt and Ctrl at once. */
function isAltAlone({ altKey, ctrlKey, metaKey, shiftKey, repeat }: KeyboardEvent): boolean {
  return altKey && !ctrlKey && !metaKey && !shiftKey && !repeat;
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
