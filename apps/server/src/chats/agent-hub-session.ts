import type { AgentId } from "@causerie/domain";
import type { LiveChat } from "./live-chat.ts";

/** An agent's socket, as the hub needs it. */
export type AgentHubSession = {
  readonly isReady: boolean;
  readonly agentId: AgentId;
  readonly sessionId: string | null;
  /** Signed out, or disabled: it closes for good. */
  readonly isRefused: boolean;
  readonly isIdle: boolean;
  /** The chat is theirs now: shown with its whole log on every tab. */
  give(chat: LiveChat): void;
  /** They are out of it; a tab that has it open keeps reading. */
  takeAway(chat: LiveChat): void;
  send(frame: object): void;
  /** Their details have changed; done when the dashboard has been told, if it shows them. */
  visitorChanged(visitorId: string): Promise<void>;
  refuse(): void;
  /** The chats that it shows. */
  heldIds(): string[];
};
