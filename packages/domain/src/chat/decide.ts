import { acceptInvitation, declineInvitation } from "./answer-invitation.ts";
import { changeTags } from "./change-tags.ts";
import type { ChatCommand } from "./commands.ts";
import { endChat } from "./end-chat.ts";
import type { ChatEvent } from "./events.ts";
import type { Facts } from "./facts.ts";
import { lapseHandOver } from "./hand-over.ts";
import { inviteAgent } from "./invite-agent.ts";
import { leaveChat } from "./leave-chat.ts";
import { leaveOfflineMessage, readOfflineMessage } from "./offline-message.ts";
import { rateChat, requestRating, submitComment } from "./rate-chat.ts";
import { recordContactDetails } from "./record-contact-details.ts";
import type { Decision } from "./refusals.ts";
import { requestChat } from "./request-chat.ts";
import { requeueChat } from "./requeue-chat.ts";
import { sendMessage } from "./send-message.ts";
import { serveChat } from "./serve-chat.ts";
import { startChat } from "./start-chat.ts";
import type { ChatState } from "./state.ts";
import { addTeamMembers, startTeamChat } from "./team-chat.ts";
import { timeOutChat } from "./time-out-chat.ts";
import { transferToDepartment } from "./transfer-to-department.ts";
import { recordVisitorBack, recordVisitorGone } from "./visitor-presence.ts";
import { writeNote } from "./write-note.ts";

type Decide<Command> = (state: ChatState, command: Command, facts: Facts) => Decision<ChatEvent>;
type Registry = { [Type in ChatCommand["type"]]: Decide<Extract<ChatCommand, { type: Type }>> };

/** Every command of a chat. */
const commands: Registry = {
  RequestChat: requestChat,
  StartChat: startChat,
  ServeChat: serveChat,
  SendMessage: sendMessage,
  WriteNote: writeNote,
  LeaveChat: leaveChat,
  EndChat: endChat,
  TransferToDepartment: transferToDepartment,
  InviteAgent: inviteAgent,
  AcceptInvitation: acceptInvitation,
  DeclineInvitation: declineInvitation,
  LapseHandOver: lapseHandOver,
  RequestRating: requestRating,
  RateChat: rateChat,
  SubmitComment: submitComment,
  ChangeTags: changeTags,
  RecordContactDetails: recordContactDetails,
  LeaveOfflineMessage: leaveOfflineMessage,
  ReadOfflineMessage: readOfflineMessage,
  StartTeamChat: startTeamChat,
  AddTeamMembers: addTeamMembers,
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
