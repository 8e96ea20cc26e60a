import type { DepartmentFacts } from "../chat/facts.ts";
import type { Refusal } from "../chat/refusals.ts";
import {
  acceptInvitation,
  addTeamMembers,
  ana,
  ben,
  cleo,
  dan,
  declineInvitation,
  handedOver,
  handOver,
  invitationEnded,
  invite,
  invited,
  joined,
  lapseHandOver,
  left,
  minutes,
  noon,
  noted,
  queued,
  startTeamChat,
  teamChatStarted,
  teamMembersAdded,
  transfer,
  transferred,
  writeNote,
} from "./builders.ts";
import { everywhere, nowhere, type RowsOf } from "./outcomes.ts";

/** Cleo is there. */
const department: DepartmentFacts = {
  isEnabled: true,
  members: [cleo.agentId],
  online: [cleo.agentId],
  mayBeOffline: false,
};
const notInvited = { ...everywhere("not-invited"), ended: "chat-ended" } as const;
const notDue: Refusal = { reason: "not-due", dueAt: noon + minutes(31) };

export const handingOn: RowsOf<"WriteNote" | "TransferToDepartment" | "InviteAgent"> = {
  WriteNote: [
    { who: "by Ana", command: writeNote(ana), ...nowhere, served: [noted(ana)] },
    { who: "by Ben", command: writeNote(ben), ...nowhere },
  ],
  TransferToDepartment: [
    {
      who: "by Ana",
      command: transfer(ana),
      facts: { department },
      ...nowhere,
      served: [transferred(ana), left(ana), queued(7)],
    },
    { who: "by Ben", command: transfer(ben), facts: { department }, ...nowhere },
  ],
  InviteAgent: [
    {
      who: "by Ana",
      command: invite(ana, ben),
      facts: { isInviteeConnected: true },
      ...nowhere,
      served: [invited(ana, ben)],
    },
    {
      who: "by Ana, who leaves",
      command: handOver(ana, ben),
      facts: { isInviteeConnected: true },
      ...nowhere,
      served: [handedOver(ana, ben), left(ana)],
    },
    { who: "by Ben", command: invite(ben, cleo), facts: { isInviteeConnected: true }, ...nowhere },
  ],
};

/** Ben is invited, or handed the chat, where there is a chat to invite to. */
export const answering: RowsOf<"AcceptInvitation" | "DeclineInvitation" | "LapseHandOver"> = {
  AcceptInvitation: [
    {
      who: "by Ben, who is invited",
      command: acceptInvitation(ben),
      context: [invited(ana, ben)],
      ...notInvited,
      waiting: [joined(ben)],
      served: [joined(ben)],
      unattended: [joined(ben)],
    },
    { who: "by Ben, who is not", command: acceptInvitation(ben), ...notInvited },
  ],
  DeclineInvitation: [
    {
      who: "by Ben, who is invited",
      command: declineInvitation(ben),
      context: [invited(ana, ben)],
      ...everywhere("not-invited"),
      waiting: [invitationEnded(ben, "declined")],
      served: [invitationEnded(ben, "declined")],
      unattended: [invitationEnded(ben, "declined")],
    },
    {
      who: "by Ben, who was handed the chat",
      command: declineInvitation(ben),
      context: [handedOver(ana, ben)],
      ...everywhere("not-invited"),
      waiting: [invitationEnded(ben, "declined")],
      served: [invitationEnded(ben, "declined")],
      unattended: [invitationEnded(ben, "declined"), queued(-7)],
    },
    { who: "by Ben, who is not", command: declineInvitation(ben), ...everywhere("not-invited") },
  ],
  LapseHandOver: [
    {
      who: "when due",
      command: lapseHandOver(minutes(30)),
      context: [handedOver(ana, ben)],
      ...everywhere("nothing-to-do"),
      waiting: [invitationEnded(ben, "lapsed")],
      served: [invitationEnded(ben, "lapsed")],
      unattended: [invitationEnded(ben, "lapsed"), queued(-7)],
    },
    {
      who: "before it is due",
      command: lapseHandOver(minutes(31)),
      context: [handedOver(ana, ben)],
      ...everywhere("nothing-to-do"),
      waiting: notDue,
      served: notDue,
      unattended: notDue,
    },
    {
      who: "with an invitation that is none",
      command: lapseHandOver(0),
      context: [invited(ana, ben)],
      ...everywhere("nothing-to-do"),
    },
  ],
};

export const colleagues: RowsOf<"StartTeamChat" | "AddTeamMembers"> = {
  StartTeamChat: [
    {
      who: "by Ana",
      command: startTeamChat(ana, ben),
      ...everywhere("already-open"),
      "not-started": [teamChatStarted(ana, ben)],
    },
  ],
  AddTeamMembers: [
    {
      who: "by Ana",
      command: addTeamMembers(ana, ben),
      ...everywhere("not-in-chat"),
      team: [teamMembersAdded(ana, ben)],
    },
    { who: "by Ben", command: addTeamMembers(ben, dan), ...everywhere("not-in-chat") },
  ],
};
