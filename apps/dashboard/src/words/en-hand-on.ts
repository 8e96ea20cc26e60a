import { listIn, pluralIn } from "./plural.ts";

const plural = pluralIn("en");
const list = listIn("en");

/** Handing a chat over, and working in it together. */
export const enHandOn = {
  actions: "Actions",
  inviteOrTransfer: "Invite agent/Transfer to agent",
  transferToDepartment: "Transfer to department",
  exportTranscript: "Export transcript",
  saidBy: (name: string, text: string) => `${name}: ${text}`,

  agentEmail: "Agent email",
  agentEmailHint: "Type a name or an e-mail.",
  agentEmailMissing: "Enter the e-mail of a colleague, or choose one from the list.",
  inviteExplained: "Invite: you stay in the chat. Transfer and leave: the chat is theirs, and you leave it.",
  transferAndLeave: "Transfer and leave",
  invite: "Invite",
  notConnected: "Not connected",
  inThisChat: "In this chat",
  isInvited: "Invited",

  keptFromMe: (n: number) =>
    `${plural(n, { one: "1 waiting request was", other: `${n} waiting requests were` })} transferred by you. Nobody else is online to answer.`,

  department: "Department",
  departmentPlaceholder: "Choose a department",
  departmentMissing: "Choose the department that the chat goes to.",
  noSuchDepartment: "No department matches",
  onlineInIt: (names: readonly string[]) =>
    plural(names.length, { one: `${list(names)} is online`, other: `${list(names)} are online` }),
  manyOnline: (first: readonly string[], more: number) =>
    plural(more, {
      one: `${first.join(", ")} and 1 more are online`,
      other: `${first.join(", ")} and ${more} more are online`,
    }),
  nobodyOnline: "Nobody is online",
  onlyYouOnline: "Only you are online",
  remark: "Remark for the next agent",
  remarkHint: "Only agents see it, never the visitor.",
  transfer: "Transfer",
  transferAnyway: "Transfer anyway",
  transferQueued: "The chat goes to the end of the queue, and you leave it.",
  noDepartments: "There is no department to transfer to",
  noDepartmentsHint: "An administrator makes departments in Settings.",
  noDepartmentsHintAdmin: "Make departments, and say who works in them.",
  toSettings: "Open Settings",
  offlineNow: "The connection is lost. Try again as soon as it is back; nothing was sent.",

  open: "Open",
  decline: "Decline",
  invitesYou: (name: string) => `${name} invites you`,
  handsYou: (name: string) => `${name} hands this chat to you`,
  invitesYouTo: (name: string, visitor: string) => `${name} invites you to the chat with ${visitor}`,
  handsYouOver: (name: string, visitor: string) => `${name} hands you the chat with ${visitor}`,
  readBefore: "You can read all of it before you open it.",
  invitations: (n: number) => plural(n, { one: "1 invitation", other: `${n} invitations` }),
  waitsFor: (name: string) => `Waiting for ${name}`,
  waitsForTitle: (name: string) => `The chat was handed to ${name}, who has yet to open it`,
  pendingGuest: (name: string) => `${name} is invited`,
  yourInvitation: {
    lapsed: "You did not open the chat in time. It is back in the queue.",
    disconnected: "You were disconnected, so the invitation is over.",
    transferred: (department: string) => `The invitation is over: the chat was transferred to ${department}.`,
    ended: "The invitation is over: the chat has ended.",
  },

  privateNote: "Private note",
  notePreview: (text: string) => `Note: ${text}`,
  notePlaceholder: "Write a note that only agents see…",
  noteHint: "Only agents see this",
  sendNote: "Save the note",
  remarkOf: (name: string) => `Remark from ${name} for the next agent`,
};
