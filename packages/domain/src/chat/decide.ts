import type { ChatCommand } from "./commands.ts";
import { endChat } from "./end-chat.ts";
import type { ChatEvent } from "./events.ts";
import type { Facts } from "./facts.ts";
import { leaveChat } from "./leave-chat.ts";
import type { Decision } from "./refusals.ts";
import { requestChat } from "./request-chat.ts";
import { requeueChat } from "./requeue-chat.ts";
import { sendMessage } from "./send-message.ts";
import { serveChat } from "./serve-chat.ts";
import { startChat } from "./start-chat.ts";
import type { ChatState } from "./state.ts";
import { timeOutChat } from "./time-out-chat.ts";
import { recordVisitorBack, recordVisitorGone } from "./visitor-presence.ts";

type Decide<Command> = (state: ChatState, command: Command, facts: Facts) => Decision<ChatEvent>;
type Registry = { [Type in ChatCommand["type"]]: Decide<Extract<ChatCommand, { type: Type }>> };

/** Every command of a chat, one file each. */
const commands: Registry = {
  RequestChat: requestChat,
  StartChat: startChat,
  ServeChat: serveChat,
  SendMessage: sendMessage,
  LeaveChat: leaveChat,
  EndChat: endChat,
  TimeOutChat: timeOutChat,
  RequeueChat: requeueChat,
  RecordVisitorGone: recordVisitorGone,
  RecordVisitorBack: recordVisitorBack,
};

/** Pure: what the command does to the chat, or why it does nothing. Never throws for a business reason. */
export function decide(state: ChatState, command: ChatCommand, facts: Facts): Decision<ChatEvent> {
  // The registry pairs each type with its function; TypeScript cannot see that across the union.
  const decideCommand = commands[command.type] as Decide<ChatCommand>;
  return decideCommand(state, command, facts);
}
