import type { AgentChat } from "@causerie/client";
import { isVisitorChat } from "@causerie/domain";
import { useLocation, useParams } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import { chatName } from "../chats/chat-name.ts";
import { useAgentState } from "../connection/AgentConnection.tsx";
import { useInvitations, useMyChats } from "../left-bar/use-my-chats.ts";
import { isOfTwoWith, useTeamChats } from "../team/team-chats.ts";
import { visitorName } from "../visitors/visitor-name.ts";
import type { Words } from "../words/en.ts";
import { useWords } from "../words/Words.tsx";
import { allowSoundAtGestures, chime } from "./chime.ts";
import { showOnFavicon } from "./favicon.ts";
import { totalOf, type Unseen } from "./news.ts";
import { notifyOnDesktop } from "./notification.ts";
import { joinRinging } from "./ringer.ts";
import { type Sound, useSoundSettings } from "./sound-settings.ts";
import { titleOf } from "./title.ts";
import { useGrowth, useNews } from "./use-growth.ts";

/** Says what came, once, however many tabs are open. Holds nothing but what a screen reader hears. */
export function Alerts() {
  const words = useWords();
  const waiting = useAgentState((state) => state.queue.count);
  const visitors = useAgentState((state) => state.visitorsHere);
  const isKnown = useAgentState((state) => state.me !== null);
  const unseen = useUnseen();
  const unseenCount = totalOf(unseen);
  const invitations = useInvitations();
  const newest = newestOf(invitations);
  const ring = useRing();
  useTabSays(waiting + unseenCount + invitations.length);
  useGrowth(isKnown ? (newest?.invitation?.at ?? 0) : null, () =>
    ring("request", invitationText(words, newest)),
  );
  useGrowth(isKnown ? waiting : null, () => ring("request", words.waiting(waiting)));
  useNews(isKnown ? unseen : null, () => ring("message", words.newMessages(unseenCount)));
  useGrowth(isKnown ? visitors : null, () => ring("visitor", null));
  return (
    <div className="unseen" role="status">
      {[
        waiting > 0 ? words.waiting(waiting) : null,
        invitationText(words, newest),
        unseenCount > 0 ? words.newMessages(unseenCount) : null,
      ]
        .filter((text) => text !== null)
        .join(" ")}
    </div>
  );
}

function newestOf(invitations: readonly AgentChat[]): AgentChat | undefined {
  return invitations.toSorted((one, other) => (other.invitation?.at ?? 0) - (one.invitation?.at ?? 0))[0];
}

function invitationText(words: Words, chat: AgentChat | undefined): string | null {
  if (!chat?.invitation || !isVisitorChat(chat.view)) return null;
  const { by, handsOver } = chat.invitation;
  const visitor = visitorName(words, chat.view.visitor);
  return handsOver ? words.handsYouOver(by.name, visitor) : words.invitesYouTo(by.name, visitor);
}

/** [DA5] What is unread in my chats; nothing of the one in front of me, as long as I look at this window. */
function useUnseen(): Unseen {
  const { chatId, agentId } = useParams({ strict: false });
  const team = useTeamChats();
  const shown = agentId === undefined ? chatId : team.find(isOfTwoWith(Number(agentId)))?.chatId;
  const isLookedAt = document.visibilityState === "visible" && document.hasFocus();
  return new Map(
    [...useMyChats(), ...team].map(({ chatId: id, unread, view }) => {
      const count = id === shown && isLookedAt ? 0 : unread;
      return [id, { count, isTeam: view.status === "team" }];
    }),
  );
}

function useRing(): (sound: Sound, text: string | null) => void {
  const [sounds] = useSoundSettings();
  const ringing = useRef<ReturnType<typeof joinRinging>>(null);
  useEffect(allowSoundAtGestures, []);
  useEffect(() => {
    const joined = joinRinging(String(Math.random()));
    ringing.current = joined;
    return joined.leave;
  }, []);
  return (sound, text) => {
    if (!ringing.current?.mayRing()) return;
    if (sounds[sound]) void chime(sound);
    if (text) notifyOnDesktop(`causerie-${sound}`, text);
  };
}

function useTabSays(count: number): void {
  const room = useRoomName();
  useEffect(() => {
    document.title = titleOf(count, room);
  }, [count, room]);
  useEffect(() => {
    void showOnFavicon(count);
  }, [count]);
  useEffect(
    () => () => {
      document.title = titleOf(0, null);
      void showOnFavicon(0);
    },
    [],
  );
}

function useRoomName(): string | null {
  const words = useWords();
  const { chatId, visitorId } = useParams({ strict: false });
  const myId = useAgentState((state) => state.me?.agentId);
  const isVisitors = useLocation({ select: ({ pathname }) => pathname.startsWith("/visitors") });
  const chat = useAgentState((state) => (chatId === undefined ? undefined : state.chats.get(chatId)));
  const details = useAgentState((state) =>
    visitorId === undefined ? undefined : state.details.get(visitorId),
  );
  if (chat && chat.view.status !== "not-started") return chatName(words, chat.view, myId);
  if (details) return visitorName(words, details);
  return isVisitors ? words.visitors : null;
}
