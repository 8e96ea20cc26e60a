import { pluralIn } from "./plural.ts";

const plural = pluralIn("en");
const count = new Intl.NumberFormat("en");

/** The History room, and the earlier chats beside a chat. */
export const enHistory = {
  history: "History",
  historyKind: { all: "All", chats: "Chats", messages: "Offline messages", unread: "Unread" },
  historyFilters: "Filters",
  unreadMessages: (n: number) =>
    plural(n, { one: "1 unread offline message", other: `${count.format(n)} unread offline messages` }),
  from: "From",
  until: "To",
  agent: "Agent",
  department: "Department",
  rating: "Rating",
  tag: "Tag",
  tags: "Tags",
  anyAgent: "Any agent",
  anyDepartment: "Any department",
  anyRating: "Any rating",
  started: "Started",
  duration: "Duration",
  firstLine: "First message",
  agents: "Agents",
  offlineMessage: "Offline message",
  unreadMark: "Unread",
  historyEmpty: "Nothing here yet",
  historyEmptyHint:
    "Chats appear here when they have ended, and messages that visitors leave while nobody is online.",
  nothingFiltered: "Nothing passes the filters",
  nothingFilteredHint: "Choose other dates, or clear the filters.",
  historyFailed: "The history could not be read",
  pastChats: "Past chats",
  noPastChats: "No past chats",
  noPastChatsHint: "When this chat has ended and the visitor comes back, it appears here.",
  claimedEmail: "Same e-mail, unverified",
  claimedEmailHint: "Somebody else may have typed this address.",
  transcriptOf: (date: string) => `Transcript of ${date}`,
  backToPastChats: "Back to the past chats",
  openInRoom: "Open on its own",
  loadMore: "Show older chats",
  nothingWritten: "Nothing was written",
  replySubject: "Your message",
  replyByEmail: "Reply by e-mail",
  noEmailToReply: "No e-mail was left: there is no way to answer.",
};
