import { createHash } from "node:crypto";
import { sql } from "kysely";
import { type Accounts, readSecret, type SignIn } from "../accounts/index.ts";
import type { Config } from "../platform/config.ts";
import type { Database } from "../platform/sql/database.ts";
import { type Agent, findAgent, hasOwner, insertAgent } from "./store.ts";

const ACCOUNT_NAME = "Causerie";
const CODE_LENGTH = 8;
/** Without those that are easily mistaken for one another. */
const CODE_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";

export type NewOwner = Readonly<{ name: string; email: string; password: string }>;

export type SetUp = Readonly<{
  /** Whether nobody owns this installation yet. */
  isNeeded: () => Promise<boolean>;
  /** To be printed at the start while the set-up is needed: it proves that one can read the server's output. */
  code: string;
  isCode: (given: string) => boolean;
  /** The account and its owner; null when somebody else was first. */
  make: (owner: NewOwner) => Promise<Agent | null>;
  /** Makes the owner of OWNER_EMAIL and OWNER_PASSWORD where there is none. */
  ensureOwner: (config: Pick<Config, "owner">) => Promise<void>;
}>;

type Deps = Readonly<{ database: Database; accounts: Accounts; signIn: SignIn }>;

export async function createSetUp(deps: Deps): Promise<SetUp> {
  const code = codeOf(await readSecret(deps.database, "set-up"));
  // An owner, once there, is never the last to go.
  let isDone = false;

  const isNeeded = async () => {
    isDone ||= await hasOwner(deps.database);
    return !isDone;
  };

  return {
    code,
    isNeeded,
    isCode: (given) => given.trim().toUpperCase() === code,
    make: (owner) => makeOwner(deps, owner),
    ensureOwner: async ({ owner }) => {
      if (owner === undefined || !(await isNeeded())) return;
      await makeOwner(deps, { ...owner, name: owner.email.replace(/@.*$/s, "") });
    },
  };
}

async function makeOwner({ database, accounts, signIn }: Deps, owner: NewOwner): Promise<Agent | null> {
  const passwordHash = await signIn.hashPassword(owner.password);
  const name = owner.name.trim();
  return database.transaction().execute(async (tx) => {
    // Of two set-ups at once, the second sees the first one's owner.
    await sql`lock table agent in share row exclusive mode`.execute(tx);
    if (await hasOwner(tx)) return null;
    const { accountId } = await accounts.create(tx, ACCOUNT_NAME);
    const personId = await signIn.createPerson(tx, { name, email: owner.email, passwordHash });
    const fields = { displayName: name, ...splitName(name), role: "owner", enabled: true } as const;
    const agentId = await insertAgent(tx, { accountId, personId }, fields);
    return (await findAgent(tx, accountId, agentId)) ?? null;
  });
}

/** A guess that the owner can put right. */
function splitName(name: string): { firstName: string; lastName: string } {
  const [firstName = "", ...rest] = name.split(/\s+/);
  return { firstName, lastName: rest.join(" ") };
}

/** The same on every node and after every restart, so that the code last printed holds. */
function codeOf(secret: string): string {
  const bytes = createHash("sha256").update(secret).digest().subarray(0, CODE_LENGTH);
  return Array.from(bytes, (byte) => CODE_LETTERS[byte % CODE_LETTERS.length]).join("");
}
