import { useMantineColorScheme } from "@mantine/core";
import type { SpotlightActionData } from "@mantine/spotlight";
import { useParams } from "@tanstack/react-router";
import { useChatActions } from "../chats/use-chat-actions.ts";
import { useAgentClient, useAgentState } from "../connection/AgentConnection.tsx";
import { STATUSES } from "../left-bar/StatusMenu.tsx";
import { useServeNext } from "../left-bar/use-serve.ts";
import { isTicketable } from "../tickets/ticketable.ts";
import { StatusDot } from "../ui/StatusDot.tsx";
import { LANGUAGES, useLanguage, useWords } from "../words/Words.tsx";
import { KEYS, openKeysHelp } from "./keys.ts";
import classes from "./Palette.module.css";

export function useCommands(): SpotlightActionData[] {
  const words = useWords();
  const { chatId } = useParams({ strict: false });
  const waiting = useAgentState((state) => state.queue.count);
  const serveNext = useServeNext();
  const { isIn, end, leave, invite, transfer, createTicket } = useChatActions(chatId);
  const canHaveTicket = useAgentState(({ chats }) => chatId !== undefined && isTicketable(chats.get(chatId)));
  const serve = {
    id: "serve",
    label: words.serve(waiting),
    onClick: serveNext,
    rightSection: <Keys keys={KEYS.serve} />,
  };
  const ofThisChat = [
    { id: "end", label: words.endChat, onClick: end, rightSection: <Keys keys={KEYS.end} /> },
    { id: "leave", label: words.leaveChat, onClick: leave, rightSection: <Keys keys={KEYS.leave} /> },
    {
      id: "invite",
      label: words.inviteOrTransfer,
      onClick: invite,
      rightSection: <Keys keys={KEYS.invite} />,
    },
    {
      id: "transfer",
      label: words.transferToDepartment,
      onClick: transfer,
      rightSection: <Keys keys={KEYS.transfer} />,
    },
  ];
  const ticket = { id: "ticket", label: words.tickets.create, onClick: createTicket };
  return [...(waiting > 0 ? [serve] : []), ...(isIn ? ofThisChat : []), ...(canHaveTicket ? [ticket] : [])];
}

/** The status that I have is none to choose. */
export function useStatuses(): SpotlightActionData[] {
  const words = useWords();
  const client = useAgentClient();
  const current = useAgentState((state) => state.me?.status);
  return STATUSES.filter((status) => status !== current).map((status) => ({
    id: status,
    label: words.status[status],
    onClick: () => client.setStatus(status),
    leftSection: <StatusDot status={status} />,
  }));
}

export function useSettings(): SpotlightActionData[] {
  const words = useWords();
  const { language, choose } = useLanguage();
  const { setColorScheme } = useMantineColorScheme();
  const other = language === "en" ? "fr" : "en";
  return [
    { id: "language", label: LANGUAGES[other], onClick: () => choose(other) },
    ...(["light", "dark", "auto"] as const).map((scheme) => ({
      id: scheme,
      label: words.switchTheme[scheme],
      onClick: () => setColorScheme(scheme),
    })),
    { id: "keys", label: words.keys, onClick: openKeysHelp, rightSection: <Keys keys={KEYS.help} /> },
  ];
}

function Keys({ keys }: { keys: string }) {
  return (
    <span aria-hidden className={classes.keys}>
      {keys}
    </span>
  );
}
