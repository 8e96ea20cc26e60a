import type { AgentChat } from "@causerie/client";

/** Of an item of the menu Actions. `isIn`: I am in the chat, and it is open. */
export type ActionProps = { chat: AgentChat; isIn: boolean };

/** Of what a dialog of the chat shows. */
export type DialogProps = { chat: AgentChat; close: () => void };
