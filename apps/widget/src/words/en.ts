/** `other` is always there; which of the rest a language uses, Intl.PluralRules says. */
export type Plural = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string };

/** What stands in braces is put in by `sentence.ts`. Names of buttons and lines: the product's table of words. */
export const en = {
  launcher: "Chat with us",
  newMessages: { one: "{count} new message", other: "{count} new messages" } as Plural,
  hide: "Hide",
  loadFailed: "The chat could not be loaded. Check your connection, then try again.",

  chat: "Chat",
  close: "Close",
  menu: "Options",
  sound: "Sound",
  otherLanguage: "Français",

  bylineStart: "How can we help you?",
  bylineWaiting: "An agent will be with you shortly",
  bylineServed: "Here to help you",
  bylineUnattended: "Write to us, we will come back to you",
  bylineEnded: "Write to us again at any time",

  log: "Conversation",
  older: "Show earlier messages",
  olderLoading: "Loading earlier messages…",
  today: "Today",
  yesterday: "Yesterday",
  you: "You",
  welcome: "Hello! Write your question here and an agent will answer you.",
  chatStarted: "Chat started",
  joined: "{name} joined the chat",
  left: "{name} left the chat",
  disconnected: "{name} was disconnected",
  chatEnded: "Chat ended",
  typing: { one: "{name} is typing…", other: "{name} are typing…" } as Plural,
  startsAnother: "Your next message starts a new conversation.",
  newBelow: "Newest messages",

  sending: "Sending…",
  sent: "Sent",
  notSent: "Not sent.",
  retry: "Retry",
  discard: "Delete",

  message: "Message",
  placeholder: "Write your message…",
  send: "Send",
  endChat: "End chat",
  charactersLeft: { one: "{count} character left", other: "{count} characters left" } as Plural,
  charactersOver: {
    one: "{count} character too many: shorten the message.",
    other: "{count} characters too many: shorten the message.",
  } as Plural,

  reconnecting: "The connection is lost. Reconnecting…",
  reconnectingHint: "Keep writing: your messages will be sent as soon as it is back.",
  tooOld: "The chat has been updated. Reload the page to go on.",
  reload: "Reload",
  refused: "The chat is not available on this page. Reload the page, or come back later.",
  closed: "The chat was closed on this page. Reload the page to go on.",

  refusals: {
    "already-open": "A conversation is open already: write there.",
    "already-served": "This conversation is being answered already: write there.",
    "not-waiting": "This conversation is not waiting any more: write to us again.",
    "none-left": "Nobody is waiting any more.",
    "not-in-chat": "You are not in this conversation any more: reload the page.",
    "no-chat": "There is no open conversation: your next message starts one.",
    "chat-ended": "This conversation is over: your next message starts a new one.",
    "message-empty": "The message is empty: write something first.",
    "message-too-long": "The message is longer than {count} characters: shorten it.",
    "not-due": "It is too early for that: try again in a moment.",
    "nothing-to-do": "There was nothing left to do.",
    "not-found": "This conversation does not exist any more: your next message starts a new one.",
    defect: "Something went wrong on our side. Try again.",
    "slow-down": "Too many messages at once: wait a moment, then try again.",
  },
};
