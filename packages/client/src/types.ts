import type {
  ChatState,
  DetailChanges,
  Invitation,
  Rating,
  RecordedEvent,
  RecordedVisitorEvent,
  VisitorView,
} from "@causerie/domain";
import type {
  AccountSettings,
  AgentCommand,
  AgentStatus,
  Cart,
  Colleague,
  DepartmentSummary,
  FileRefusal,
  Grouping,
  Identity,
  IdleTimeout,
  LinksAsk,
  LinksFrame,
  Me,
  OwnDetails,
  Page,
  Queue,
  RefusedFrame,
  Site,
  UploadAsk,
  UploadFrame,
  VisitorCommand,
  VisitorDetails,
  VisitorGroup,
  VisitorRow,
  VisitorWindow,
} from "@causerie/protocol";
import type { Environment } from "./environment.ts";

/**
 * `lost` lasts until the connection is back: `since` the first loss, the next attempt at `retryAt` (epoch ms;
 * one that is not ahead is under way). A server that restarts is `connecting`, not `lost` [DL16].
 * `stopped` is final: the page must be reloaded or the person must sign in again.
 */
export type ConnectionState =
  | { kind: "connecting" }
  | { kind: "online" }
  | { kind: "lost"; since: number; retryAt: number }
  | { kind: "stopped"; because: "refused" | "too-old" | "closed" };

/** Why a file did not get to the server. `upload-lost`: the page that had it was closed or reloaded meanwhile. */
export type UploadFault = FileRefusal | { reason: "upload-failed" } | { reason: "upload-lost" };
export type RefusalOfCommand = RefusedFrame["refusal"] | UploadFault;
/** Of what concerns no chat. */
export type EditAnswer = { ok: true } | { ok: false; refusal: RefusalOfCommand };
export type CommandAnswer = { ok: true; chatId: string } | { ok: false; refusal: RefusalOfCommand };

/** A chat as this client holds it: every entry it ever received, in order, older pages included. */
export type ChatReplica<View, Entry> = {
  chatId: string;
  upTo: number;
  view: View;
  entries: readonly Entry[];
  hasOlder: boolean;
  loadingOlder: boolean;
  /** Names of those who type now; null is the visitor. */
  typing: readonly (string | null)[];
};

/** A file before the server has made one of its own of it: as the browser calls it. */
export type PendingFile = { name: string; mime: string; sizeBytes: number };

/** A message on its way: gone from here once its event is in the log. `failed` was refused and waits for a person. */
export type PendingMessage = {
  id: string;
  text: string;
  at: number;
  /** Among agents. */
  isNote: boolean;
  /** Instead of a text. */
  file: PendingFile | null;
  /** `share`: of the file that has left, 0 to 1. */
  state:
    | { kind: "uploading"; share: number }
    | { kind: "sending" }
    | { kind: "failed"; refusal: RefusalOfCommand };
};

export type VisitorChat = ChatReplica<VisitorView, RecordedVisitorEvent>;

export type VisitorLine = { kind: "visitor"; row: VisitorRow } | { kind: "group"; group: VisitorGroup };

/**
 * `shown`: of all `lines` those from `offset` on. `total`: visitors who pass search and filter. `watch`: another number
 * after every search, sort, scroll or reconnection.
 */
export type WatchedWindow = {
  watch: number;
  total: number;
  lines: number;
  offset: number;
  groupBy: Grouping | null;
  shown: readonly VisitorLine[];
};

/** Immutable: a new object at every change. */
export type VisitorClientState = {
  connection: ConnectionState;
  visitor: OwnDetails | null;
  /** The open chat, or the last one for a day after it ended; null before the first. */
  chat: VisitorChat | null;
  pending: readonly PendingMessage[];
  /** What was pressed last and is not in the log yet; null when nothing is. */
  pendingRating: { rating: Rating | null } | null;
  /** Null before the first welcome. */
  site: Site | null;
};

/** What is left while nobody is online. `name` may be empty. */
export type OfflineMessageForm = Omit<Extract<VisitorCommand, { type: "LeaveOfflineMessage" }>, "type">;

/** To whom the transcript of which chat is to go, in which language. */
export type TranscriptMail = Omit<Extract<VisitorCommand, { type: "MailTranscript" }>, "type">;

export type VisitorClient = {
  readonly state: VisitorClientState;
  /** For `ClientFiles` of files.ts. */
  readonly files: FileWire<null>;
  /** The listener is called after each change, at most once a tick. Returns what stops it. */
  subscribe(listener: () => void): () => void;
  send(text: string): void;
  /** While nobody is online; kept and sent like a message. */
  leaveMessage(message: OfflineMessageForm): Promise<CommandAnswer>;
  /** Sends a failed message again. */
  retry(id: string): void;
  /** Takes back what has failed, or is being uploaded. */
  discard(id: string): void;
  endChat(): Promise<CommandAnswer>;
  /** Of the chat that is shown, open or over; null takes the rating back. */
  rate(rating: Rating | null): Promise<CommandAnswer>;
  comment(comment: string): Promise<CommandAnswer>;
  /** Call at every input; the client spaces it and ends it by itself. */
  typing(): void;
  showPage(page: Page): void;
  /** The tab came to the front. */
  look(): void;
  setIdle(idle: boolean): void;
  setCart(cart: Cart | null): void;
  /** What the site says of who this is: a claim. */
  identify(identity: Identity): void;
  /** Each field with what was seen there: what changed meanwhile is not overwritten [DE1]. */
  editMyDetails(changes: OwnChanges): Promise<EditAnswer>;
  /** [MA8] Where `site` says that it can be. */
  mailTranscript(mail: TranscriptMail): Promise<EditAnswer>;
  /** The panel was opened or closed [VI11]. */
  setPanel(open: boolean): void;
  loadOlder(): void;
  /** Ends the connection for good; the outbox stays for the next tab. */
  close(): void;
};

export type AgentChat = ChatReplica<ChatState, RecordedEvent> & {
  /** I am in it, or was when it ended and have not closed it yet. */
  mine: boolean;
  /** A colleague asks me in, and I have neither opened nor declined it. */
  invitation: Invitation | null;
  readUpTo: number;
  /** Messages, files and notes of the visitor or of colleagues behind my read mark. */
  unread: number;
  pending: readonly PendingMessage[];
};

export type AgentClientState = {
  connection: ConnectionState;
  me: Me | null;
  /** [ST7] The status is the idle time-out's doing, and I have not chosen one since. */
  wasIdle: boolean;
  colleagues: readonly Colleague[];
  departments: readonly DepartmentSummary[];
  /** Null before the first welcome. */
  settings: AccountSettings | null;
  queue: Queue;
  visitorsHere: number;
  /** Offline messages that nobody of the account has read. */
  unreadMessages: number;
  /** Mine and those I look at, by chat id, in the order in which they came. */
  chats: ReadonlyMap<string, AgentChat>;
  /** First messages to visitors with no chat yet, by visitor id. */
  starting: ReadonlyMap<string, readonly PendingMessage[]>;
  /** The window of the visitor list that is watched; null until its first answer. */
  window: WatchedWindow | null;
  details: ReadonlyMap<string, VisitorDetails>;
};

/** In a chat, or to a visitor who has none [CH6]. */
export type FileTarget = { chatId: string } | { visitorId: string };

export type AgentClient = {
  readonly state: AgentClientState;
  /** For `ClientFiles` of files.ts. */
  readonly files: FileWire<FileTarget>;
  subscribe(listener: () => void): () => void;
  serveNext(): Promise<CommandAnswer>;
  serveChat(chatId: string): Promise<CommandAnswer>;
  /** Proactive: the first message. The answer names the chat. */
  startChat(visitorId: string, text: string): Promise<CommandAnswer>;
  send(chatId: string, text: string): void;
  retry(id: string): void;
  discard(id: string): void;
  leaveChat(chatId: string): Promise<CommandAnswer>;
  endChat(chatId: string): Promise<CommandAnswer>;
  /** Among agents; shown as on its way until it is stored, like a message. */
  writeNote(chatId: string, text: string): void;
  transferToDepartment(
    chatId: string,
    transfer: { departmentId: number; remark: string; evenIfOffline: boolean },
  ): Promise<CommandAnswer>;
  inviteAgent(chatId: string, invitation: { email: string; andLeave: boolean }): Promise<CommandAnswer>;
  acceptInvitation(chatId: string): Promise<CommandAnswer>;
  declineInvitation(chatId: string): Promise<CommandAnswer>;
  requestRating(chatId: string): Promise<CommandAnswer>;
  /** With one colleague: the chat of the two, which may be there already. The answer names it. */
  startTeamChat(agentIds: readonly number[]): Promise<CommandAnswer>;
  addTeamMembers(chatId: string, agentIds: readonly number[]): Promise<CommandAnswer>;
  changeTags(chatId: string, change: { add?: string[]; remove?: string[] }): Promise<CommandAnswer>;
  /** Each field with what was seen there: what changed meanwhile is not overwritten [DE1]. */
  editVisitor(visitorId: string, changes: DetailChanges): Promise<EditAnswer>;
  /** For everybody of the account. */
  readOfflineMessage(chatId: string): Promise<CommandAnswer>;
  /** Look at a chat without being in it; also keeps one that ended. */
  openChat(chatId: string): void;
  closeChat(chatId: string): void;
  /** `isNote`: seen by agents alone. */
  typing(chatId: string, isNote?: boolean): void;
  markRead(chatId: string): void;
  loadOlder(chatId: string): void;
  setStatus(status: AgentStatus): void;
  /** Nothing was touched here for my idle time-out, or something is again. */
  setIdle(idle: boolean): void;
  /** Null turns it off. */
  setIdleTimeout(idleTimeout: IdleTimeout | null): void;
  watchVisitors(window: VisitorWindow | null): void;
  watchDetails(visitorIds: string[]): void;
  close(): void;
};

export type OwnChanges = Omit<DetailChanges, "notes">;

export type AnyCommand = VisitorCommand | AgentCommand;

/** What the files of a client hear of: the server's answers, the connection, and what a person wants of a line. */
export type FileNews =
  | UploadFrame
  | LinksFrame
  | { t: "online" }
  | { t: "retry"; id: string }
  | { t: "discard"; id: string };

/** The lines of files on their way: a part of the outbox. */
export type FileLines = {
  uploadMoved(id: string, share: number): void;
  uploaded(id: string, fileId: string): void;
  uploadFailed(id: string, fault: UploadFault): void;
  holds(id: string): boolean;
};

/**
 * What uploads and addresses of files need of a client. All the rest of them is in `files.ts`, which the widget loads
 * with its panel. `Target`: where to send a file.
 */
export type FileWire<Target> = {
  readonly environment: Environment;
  /** The server's root, to which its addresses are relative. */
  readonly root: string;
  readonly lines: FileLines;
  /** Shows the file as a line that is being uploaded. The answer is that of the command which sends it in the end. */
  queue(target: Target, file: PendingFile, id: string): Promise<CommandAnswer>;
  isOnline(): boolean;
  send(frame: UploadAsk | LinksAsk): void;
  /** Returns what stops it. */
  hear(listener: (news: FileNews) => void): () => void;
};
