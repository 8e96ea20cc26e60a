/** What the client needs of the world, so that tests bring their own. */
export type Environment = {
  /** Opens a WebSocket; may throw when the address is refused outright. */
  openSocket(url: string): SocketLike;
  now(): number;
  /** Returns what cancels it. */
  after(delayMs: number, run: () => void): () => void;
  /** 0 ≤ x < 1 */
  random(): number;
  /** Unguessable, 16 characters or more of A–Z a–z 0–9 _ -. */
  newId(): string;
  storage: KeyValueStore;
  /** Calls back when the network goes or returns, or the page wakes; returns what stops that. */
  onWake(listener: () => void): () => void;
  /** Calls back when the page goes away, perhaps to wake again; returns what stops that. */
  onHide(listener: () => void): () => void;
};

export type SocketLike = {
  send(text: string): void;
  close(code?: number): void;
  onopen: (() => void) | null;
  onmessage: ((message: { data: unknown }) => void) | null;
  onclose: ((event: { code: number; reason: string }) => void) | null;
};

/** localStorage, or what stands in for it where the browser refuses that. Never throws. Shared by all tabs. */
export type KeyValueStore = {
  get(key: string): string | null;
  set(key: string, value: string): void;
  remove(key: string): void;
  keys(): string[];
};
