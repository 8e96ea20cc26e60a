import type { LinksAsk, LinksFrame, UploadAsk, UploadFrame } from "@causerie/protocol";
import type { Environment } from "./environment.ts";
import type { CommandAnswer, ConnectionState, PendingFile, UploadFault } from "./types.ts";

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

type Ends<Target> = {
  socketUrl: string;
  environment: Environment;
  lines: FileLines;
  store: { readonly state: { connection: ConnectionState } };
} & Pick<FileWire<Target>, "queue" | "send">;

/** `tell`: for what the client's connection and its outbox say of files. */
export function layFileWire<Target>({ socketUrl, store, ...ends }: Ends<Target>): LaidFileWire<Target> {
  const listeners = new Set<(news: FileNews) => void>();
  return {
    ...ends,
    // Sockets are two steps below the server's root: `<root>ws/visitor`.
    root: new URL("../", socketUrl.replace(/^ws/, "http")).href,
    isOnline: () => store.state.connection.kind === "online",
    hear: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    // Nobody hears before the first file is to be shown or sent.
    tell: (news) => {
      for (const listener of listeners) listener(news);
    },
  };
}

export type LaidFileWire<Target> = FileWire<Target> & { tell(news: FileNews): void };
