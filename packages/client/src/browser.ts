import type { Environment, KeyValueStore, SocketLike } from "./environment.ts";

/** The browser's own. `storagePrefix` keeps what we store apart from what the page stores. */
export function browserEnvironment({ storagePrefix }: { storagePrefix: string }): Environment {
  return {
    openSocket: (url) => new BrowserSocket(url),
    now: () => Date.now(),
    after: (delayMs, run) => {
      const timer = setTimeout(run, delayMs);
      return () => clearTimeout(timer);
    },
    random: () => Math.random(),
    newId,
    storage: keeping(storagePrefix, () => localStorage),
    onWake: (listener) => {
      const wakeIfVisible = () => {
        if (!document.hidden) listener();
      };
      const stops = [
        listen(window, "online", listener),
        // Nothing closes a socket whose network has gone: it must be asked.
        listen(window, "offline", listener),
        listen(window, "pageshow", listener),
        listen(document, "visibilitychange", wakeIfVisible),
      ];
      return () => {
        for (const stop of stops) stop();
      };
    },
    onHide: (listener) => listen(window, "pagehide", listener),
  };
}

/** A WebSocket, as narrow as the client needs it. */
class BrowserSocket implements SocketLike {
  readonly #socket: WebSocket;
  onopen: SocketLike["onopen"] = null;
  onmessage: SocketLike["onmessage"] = null;
  onclose: SocketLike["onclose"] = null;

  constructor(url: string) {
    this.#socket = new WebSocket(url);
    this.#socket.onopen = () => this.onopen?.();
    this.#socket.onmessage = (message) => this.onmessage?.(message);
    this.#socket.onclose = (event) => this.onclose?.(event);
  }

  send(text: string): void {
    this.#socket.send(text);
  }

  close(code?: number): void {
    this.#socket.close(code);
  }
}

/** 128 bits. Not `crypto.randomUUID`, which pages on plain http do not have. */
function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");
}

/** The tab's own, over the pages that it shows one after another. */
export function tabStorage(): KeyValueStore {
  return keeping("", () => sessionStorage);
}

/** What the browser refuses to keep, full or forbidden, is kept in memory for as long as the page lives. */
function keeping(prefix: string, area: () => Storage): KeyValueStore {
  const refused = new Map<string, string>();
  return {
    get: (key) => refused.get(key) ?? attempt(() => area().getItem(prefix + key)) ?? null,
    set: (key, value) => {
      refused.delete(key);
      if (!attempt(() => keep(area(), prefix + key, value))) refused.set(key, value);
    },
    remove: (key) => {
      refused.delete(key);
      attempt(() => area().removeItem(prefix + key));
      // What was removed may have made room.
      for (const [late, value] of refused)
        if (attempt(() => keep(area(), prefix + late, value))) refused.delete(late);
    },
    keys: () => [...new Set([...(attempt(() => storedKeys(area(), prefix)) ?? []), ...refused.keys()])],
  };
}

function keep(area: Storage, key: string, value: string): true {
  area.setItem(key, value);
  return true;
}

function storedKeys(area: Storage, prefix: string): string[] {
  return Object.keys(area)
    .filter((key) => key.startsWith(prefix))
    .map((key) => key.slice(prefix.length));
}

/** Even to name one of them throws where cookies are blocked. */
function attempt<Result>(run: () => Result): Result | null {
  try {
    return run();
  } catch {
    return null;
  }
}

function listen(target: EventTarget, type: string, listener: () => void): () => void {
  target.addEventListener(type, listener);
  return () => target.removeEventListener(type, listener);
}
