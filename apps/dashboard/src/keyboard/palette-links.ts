import { isVisitorChat } from "@causerie/domain";
import type { SpotlightActionData } from "@mantine/spotlight";
import { useNavigate } from "@tanstack/react-router";
import { useSession } from "../connection/AgentConnection.tsx";
import { useListedChats } from "../left-bar/use-my-chats.ts";
import { visitorName } from "../visitors/visitor-name.ts";
import { useWords } from "../words/Words.tsx";

export function useRoomLinks(): SpotlightActionData[] {
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
    { id: "team", label: words.team.room, onClick: () => void navigate({ to: "/team" }) },
    { id: "tickets", label: words.tickets.room, onClick: () => void navigate({ to: "/tickets" }) },
    { id: "analytics", label: words.analytics, onClick: () => void navigate({ to: "/analytics" }) },
    ...(me.role === "agent" ? [] : [settings]),
  ];
}

export function useChatLinks(): SpotlightActionData[] {
  const words = useWords();
  const navigate = useNavigate();
  return useListedChats().flatMap(({ chatId, view, invitation }) => {
    if (!isVisitorChat(view)) return [];
    const open = () => void navigate({ to: "/chats/$chatId", params: { chatId } });
    const description = invitation ? { description: words.invitesYou(invitation.by.name) } : {};
    return [{ id: chatId, label: visitorName(words, view.visitor), onClick: open, ...description }];
  });
}
