import type { Environment } from "./environment.ts";
import type { ConnectionState, FileLines, FileNews, FileWire } from "./types.ts";

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
