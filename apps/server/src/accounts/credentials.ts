import { createHmac, randomBytes } from "node:crypto";
import type { Database } from "../platform/sql/database.ts";
import { type Attempts, createAttempts, type TooMany } from "./attempts.ts";
import { createRemembered } from "./remembered.ts";
import { plainEmail, type SignIn } from "./sign-in.ts";

/** A password check costs 60 ms of a core, and who calls the API sends the password with every request. */
const REMEMBER_MS = 60_000;

export type Checked =
  | { kind: "person"; personId: string }
  /** An unknown e-mail and a wrong password look alike. */
  | { kind: "wrong" }
  | TooMany;

export type Given = Readonly<{ email: string; password: string; address: string }>;

export type Credentials = Readonly<{
  /** The sign-in form. Always checks the password itself. */
  check: (given: Given) => Promise<Checked>;
  /** Basic authentication: remembers for a minute what was right. */
  checkAgain: (given: Given) => Promise<Checked>;
  /** After a change of password, or when the person may not come in any more. */
  forget: (personId: string) => void;
  /** Any of them may have been changed, on another node. */
  forgetAll: () => void;
  /** One limit for whatever can be guessed from outside. */
  attempts: Attempts;
}>;

type Options = Readonly<{
  database: Database;
  signIn: Pick<SignIn, "checkPassword">;
  now?: () => number;
}>;

/** Checks passwords for all doors, with one limit on failed attempts. */
export function createCredentials({ database, signIn, now = Date.now }: Options): Credentials {
  const attempts = createAttempts(database, now);
  const isKept = (checked: Checked) => checked.kind === "person";
  const remembered = createRemembered<Checked>({ forMs: REMEMBER_MS, now, isKept });
  // Passwords are kept only as keyed hashes, and the key dies with the process.
  const pepper = randomBytes(32);

  const check = async ({ email, password, address }: Given): Promise<Checked> => {
    const attempt = await attempts.begin(address, plainEmail(email));
    if (attempt.kind === "too-many") return attempt;
    const person = await signIn.checkPassword(email, password);
    if (person === null) return { kind: "wrong" };
    await attempt.succeeded();
    return { kind: "person", personId: person.personId };
  };

  const checkAgain = async (given: Given): Promise<Checked> => {
    // The limit comes before the memory, or the memory would tell a guesser past the limit which guess is right.
    const refused = await attempts.refusal(given.address, plainEmail(given.email));
    return refused ?? remembered.get(keyOf(pepper, given), () => check(given));
  };

  const forget = (personId: string) =>
    remembered.forget((known) => known.kind !== "person" || known.personId === personId);

  return { check, checkAgain, forget, forgetAll: () => remembered.forget(() => true), attempts };
}

function keyOf(pepper: Buffer, { email, password, address }: Given): string {
  const parts = JSON.stringify([plainEmail(email), password, address]);
  return createHmac("sha256", pepper).update(parts).digest("base64");
}
