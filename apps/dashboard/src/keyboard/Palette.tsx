import { isVisitorChat } from "@causerie/domain";
import { useMantineColorScheme } from "@mantine/core";
import { Spotlight, type SpotlightActionData, type SpotlightActionGroupData } from "@mantine/spotlight";
import { IconSearch } from "@tabler/icons-react";
import { useNavigate, useParams } from "@tanstack/react-router";
import { useChatActions } from "../chats/use-chat-actions.ts";
import { useAgentState, useSession } from "../connection/AgentConnection.tsx";
import { useListedChats } from "../left-bar/use-my-chats.ts";
import { useServeNext } from "../left-bar/use-serve.ts";
import { visitorName } from "../visitors/visitor-name.ts";
import { LANGUAGES, useLanguage, useWords } from "../words/Words.tsx";
import { KEYS, openKeysHelp } from "./keys.ts";
import classes from "./Palette.module.css";

export function Palette() {
  const words = useWords();
  const groups: SpotlightActionGroupData[] = [
    { group: words.rooms, actions: useRoomActions() },
    { group: words.myChats, actions: useChatLinks() },
    { group: words.commands, actions: [...useCommands(), ...useSettings()] },
  ];
  return (
    <Spotlight
      actions={groups.filter(({ actions }) => actions.length > 0)}
      shortcut="mod + K"
      tagsToIgnore={[]}
      nothingFound={words.nothingFound}
      highlightQuery
      overlayProps={{ blur: 0, backgroundOpacity: 0.4 }}
      attributes={{ content: { "aria-label": words.search } }}
      classNames={{ actionsGroup: classes.group ?? "", actionSection: classes.section ?? "" }}
      scrollable
      maxHeight={420}
      searchProps={{
        leftSection: <IconSearch size={17} />,
        placeholder: words.palettePlaceholder,
        "aria-label": words.search,
      }}
    />
  );
}

function useRoomActions(): SpotlightActionData[] {
  const words = useWords();
  const navigate = useNavigate();
  const { me } = useSession();
  const settings = {
    id: "settings",
    label: words.settings,
    onClick: () => void navigate({ to: "/settings" }),
  };
  return [
    { id: "home", label: words.home, onClick: () => void navigate({ to: "/" }) },
    { id: "visitors", label: words.visitors, onClick: () => void navigate({ to: "/visitors" }) },
    { id: "history", label: words.history, onClick: () => void navigate({ to: "/history" }) },
    { id: "tickets", label: words.tickets.room, onClick: () => void navigate({ to: "/tickets" }) },
    { id: "analytics", label: words.analytics, onClick: () => void navigate({ to: "/analytics" }) },
    ...(me.role === "agent" ? [] : [settings]),
  ];
}

function useChatLinks(): SpotlightActionData[] {
  const words = useWords();
  const navigate = useNavigate();
  return useListedChats().flatMap(({ chatId, view, invitation }) => {
    if (!isVisitorChat(view)) return [];
    const open = () => void navigate({ to: "/chats/$chatId", params: { chatId } });
    const description = invitation ? { description: words.invitesYou(invitation.by.name) } : {};
    return [{ id: chatId, label: visitorName(words, view.visitor), onClick: open, ...description }];
  });
}

function useCommands(): SpotlightActionData[] {
  const words = useWords();
  const { chatId } = useParams({ strict: false });
  const waiting = useAgentState((state) => state.queue.count);
  const serveNext = useServeNext();
  const { isIn, end, leave, invite, transfer } = useChatActions(chatId);
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
  return [...(waiting > 0 ? [serve] : []), ...(isIn ? ofThisChat : [])];
}

function useSettings(): SpotlightActionData[] {
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
