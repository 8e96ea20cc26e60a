/** What the script tag says. `base`: the folder of widget.js on the chat server, with its slash. */
export type Settings = { base: string; key: string; language: string | null };

export type CallName = "set" | "identify" | "open" | "close" | "on" | "off";
/** A call of the page's to `window.causerie`, as it waits in the queue: `["set", {cart: null}]`. */
export type Call = readonly [name: CallName, ...args: unknown[]];

/** `window.causerie`, as documented for sites. Nothing in it throws. */
export type SiteApi = {
  set(values: unknown): void;
  /** Who the visitor is, by what the site says: a claim, which opens nothing. */
  identify(identity: unknown): void;
  open(): void;
  close(): void;
  /** Returns what takes the listener away again. */
  on(event: unknown, listener: unknown): () => void;
};
