import type { Environment } from "./environment.ts";

/** Longer than it takes a browser, twice, to show one tab's write to another process's tab. */
const SETTLE_MS = 50;
/** What the server takes; with anything else in its place, a visitor could never connect. */
const WELL_FORMED = /^v1_[\w-]{40,97}$/;

/**
 * Who this visitor is [DO1]. The browser makes the token, not the server: two tabs that open at the same instant
 * would be given two, and the visitor two chats. Each proposes one in the storage that they share, waits until the
 * other's is visible, and both say the one that was written last. The server takes a token that it does not know
 * for a new visitor's.
 */
export class VisitorToken {
  readonly #environment: Environment;
  readonly #key: string;
  #token = "";

  constructor(environment: Environment, key: string) {
    this.#environment = environment;
    this.#key = `token.${key}`;
  }

  /** Calls back at once when there is a token, else when the tabs had time to agree. */
  settle(run: () => void): void {
    this.#token = this.#stored() ?? "";
    if (this.#token) run();
    else this.#propose(run);
  }

  #stored(): string | null {
    const token = this.#environment.storage.get(this.#key);
    return token && WELL_FORMED.test(token) ? token : null;
  }

  #propose(run: () => void): void {
    this.store(freshToken(this.#environment));
    this.#environment.after(SETTLE_MS, run);
  }

  /** Read anew for each hello: a tab that missed the agreement joins it when it next connects. */
  read(): string {
    this.store(this.#stored() ?? this.#token);
    return this.#token;
  }

  store(token: string): void {
    this.#token = token;
    const { storage } = this.#environment;
    if (storage.get(this.#key) !== token) storage.set(this.#key, token);
  }
}

/** 51 to 100 characters of A–Z a–z 0–9 _ -. */
function freshToken(environment: Environment): string {
  return `v1_${environment.newId()}${environment.newId()}${environment.newId()}`.slice(0, 100);
}
