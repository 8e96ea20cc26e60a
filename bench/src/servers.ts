import type { Target } from "./load/orders.ts";

/** A server under load, and how to end it with all that it started. */
export type LoadedServer = Readonly<{
  name: string;
  target: Target;
  /** Frees what is garbage, and answers when that is done: memory is compared after it. */
  collectGarbage: () => Promise<void>;
  stop: () => Promise<void>;
}>;

/** Every chat is read by every agent. */
export function readByAll(server: LoadedServer): LoadedServer {
  return { ...server, target: { ...server.target, readers: "all" } };
}
