import type { IncomingHttpHeaders } from "node:http";
import { invariant } from "@causerie/domain";
import { betterAuth } from "better-auth";
import { APIError, createAuthEndpoint } from "better-auth/api";
import { setSessionCookie } from "better-auth/cookies";
import type { Transaction } from "kysely";
import type { Logger } from "pino";
import type { Database, Tables } from "../platform/sql/database.ts";
import { createRemembered } from "./remembered.ts";
import { readSecret } from "./store.ts";

/** Who is signed in, for this long, without asking the database; another node's sign-out is seen after it. */
const REMEMBER_MS = 5_000;
const SESSION_SECONDS = 7 * 24 * 3600;

export type Who = Readonly<{ personId: string; sessionId: string }>;
/** Values of Set-Cookie. */
export type Cookies = readonly string[];

export type SignIn = Readonly<{
  /** Null: no session, one that has ended, or a forged cookie. */
  whoIs: (headers: IncomingHttpHeaders) => Promise<Who | null>;
  /** As `whoIs`, asking the database, and prolongs the session. */
  renew: (headers: IncomingHttpHeaders) => Promise<{ who: Who | null; cookies: Cookies }>;
  /** Takes as long for an unknown e-mail as for a wrong password. No limit on attempts: see credentials.ts. */
  checkPassword: (email: string, password: string) => Promise<{ personId: string } | null>;
  /** About 60 ms of a core: call it outside transactions that hold locks. */
  hashPassword: (password: string) => Promise<string>;
  /** The e-mail must not be anyone's yet: its unique index fails the transaction. */
  createPerson: (tx: Transaction<Tables>, person: NewPerson) => Promise<string>;
  setPassword: (tx: Transaction<Tables>, personId: string, passwordHash: string) => Promise<void>;
  openSession: (personId: string) => Promise<{ cookies: Cookies }>;
  signOut: (headers: IncomingHttpHeaders) => Promise<{ who: Who | null; cookies: Cookies }>;
  /** Ends every session of a person. After the commit, call `forget`. */
  revokePerson: (tx: Transaction<Tables>, personId: string) => Promise<void>;
  /** Whoever this person's cookies stood for is asked anew of the database. */
  forget: (personId: string) => void;
  /** Anybody may have been signed out, on another node. */
  forgetAll: () => void;
}>;

export type NewPerson = Readonly<{ name: string; email: string; passwordHash: string }>;

type Options = Readonly<{
  database: Database;
  publicUrl: string | undefined;
  log: Logger;
  now?: () => number;
}>;

/** The one file that knows better-auth, which keeps persons, passwords and sessions. */
export async function createSignIn(options: Options): Promise<SignIn> {
  const { database, now = Date.now } = options;
  const auth = openAuth(options, await readSecret(database, "sign-in"));
  const context = await auth.$context;
  const remembered = createRemembered<Who | null>({
    forMs: REMEMBER_MS,
    now,
    isKept: (who) => who !== null,
  });
  const cookieName = context.authCookies.sessionToken.name;
  const absentHash = await context.password.hash("nobody has this password");

  return {
    whoIs: async (headers) => {
      const cookie = cookieNamed(headers, cookieName);
      if (cookie === null) return null;
      return remembered.get(cookie, () => readSession(auth, headers));
    },
    renew: (headers) => renew(auth, headers),
    checkPassword: async (email, password) => {
      const found = await findPassword(database, email);
      const isRight = await context.password.verify({ hash: found?.password ?? absentHash, password });
      return found && isRight ? { personId: found.personId } : null;
    },
    hashPassword: (password) => context.password.hash(password),
    createPerson: (tx, person) => createPerson(tx, person, newId),
    setPassword,
    openSession: async (personId) => {
      const { headers } = await auth.api.openSession({ query: { personId }, returnHeaders: true });
      return { cookies: headers.getSetCookie() };
    },
    signOut: async (headers) => {
      const who = await readSession(auth, headers);
      const signedOut = await auth.api.signOut({ headers: fetchHeaders(headers), returnHeaders: true });
      remembered.forget((other) => other?.sessionId === who?.sessionId);
      return { who, cookies: signedOut.headers.getSetCookie() };
    },
    revokePerson: async (tx, personId) => {
      await tx.deleteFrom("sign_in_session").where("person_id", "=", personId).execute();
    },
    forget: (personId) => remembered.forget((other) => other?.personId === personId),
    forgetAll: () => remembered.forget(() => true),
  };

  function newId(model: "user" | "account"): string {
    const id = context.generateId({ model });
    invariant(id !== false, "better-auth draws its ids");
    return id;
  }
}

type Auth = ReturnType<typeof openAuth>;

function openAuth({ database, publicUrl, log }: Options, secret: string) {
  return betterAuth({
    appName: "Causerie",
    baseURL: publicUrl ?? "http://localhost",
    secret,
    database: { db: database, type: "postgres" },
    telemetry: { enabled: false },
    // What better-auth adds to a message may hold e-mails.
    logger: { level: "warn", log: (level, message) => log[level === "error" ? "error" : "warn"](message) },
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: 8, maxPasswordLength: 128 },
    session: { ...tables.session, expiresIn: SESSION_SECONDS },
    user: tables.user,
    account: tables.account,
    verification: tables.verification,
    advanced: {
      cookiePrefix: "causerie",
      useSecureCookies: publicUrl?.startsWith("https:") ?? false,
      defaultCookieAttributes: { httpOnly: true, sameSite: "lax", path: "/" },
    },
    plugins: [sessions],
  });
}

/** Opens a session for a person whose password, or other proof, was checked already. */
const sessions = {
  id: "causerie-sessions",
  endpoints: {
    openSession: createAuthEndpoint.serverOnly({ method: "POST" }, async (ctx) => {
      const personId: unknown = ctx.query?.personId;
      invariant(typeof personId === "string", "a session is opened for a person");
      const user = await ctx.context.internalAdapter.findUserById(personId);
      invariant(user, "the person of a new session exists");
      const session = await ctx.context.internalAdapter.createSession(personId);
      await setSessionCookie(ctx, { session, user });
    }),
  },
};

/** Our names for better-auth's tables and columns: migrations/0001-accounts.ts. */
const times = { createdAt: "created_at", updatedAt: "updated_at" };
const tables = {
  user: { modelName: "person", fields: { emailVerified: "email_verified", ...times } },
  session: {
    modelName: "sign_in_session",
    fields: {
      userId: "person_id",
      expiresAt: "expires_at",
      ipAddress: "ip_address",
      userAgent: "user_agent",
      ...times,
    },
  },
  account: {
    modelName: "sign_in_method",
    fields: {
      userId: "person_id",
      accountId: "method_id",
      providerId: "provider_id",
      accessToken: "access_token",
      refreshToken: "refresh_token",
      idToken: "id_token",
      accessTokenExpiresAt: "access_token_expires_at",
      refreshTokenExpiresAt: "refresh_token_expires_at",
      ...times,
    },
  },
  verification: { modelName: "sign_in_verification", fields: { expiresAt: "expires_at", ...times } },
};

async function readSession(auth: Auth, headers: IncomingHttpHeaders): Promise<Who | null> {
  const found = await auth.api.getSession({
    headers: fetchHeaders(headers),
    query: { disableRefresh: true },
  });
  return found && { personId: found.user.id, sessionId: found.session.id };
}

async function renew(auth: Auth, headers: IncomingHttpHeaders): ReturnType<SignIn["renew"]> {
  try {
    const renewed = await auth.api.getSession({ headers: fetchHeaders(headers), returnHeaders: true });
    const found = renewed.response;
    const who = found && { personId: found.user.id, sessionId: found.session.id };
    return { who, cookies: renewed.headers.getSetCookie() };
  } catch (error) {
    // The session ended while it was being prolonged.
    if (error instanceof APIError && error.statusCode === 401) return { who: null, cookies: [] };
    throw error;
  }
}

function findPassword(database: Database, email: string) {
  return database
    .selectFrom("person")
    .innerJoin("sign_in_method", "sign_in_method.person_id", "person.id")
    .select(["person.id as personId", "sign_in_method.password"])
    .where("person.email", "=", plainEmail(email))
    .where("sign_in_method.provider_id", "=", "credential")
    .executeTakeFirst();
}

/** As better-auth's own sign-up writes them, but in the caller's transaction. */
async function createPerson(
  tx: Transaction<Tables>,
  { name, email, passwordHash }: NewPerson,
  newId: (model: "user" | "account") => string,
): Promise<string> {
  const id = newId("user");
  await tx
    .insertInto("person")
    .values({ id, name, email: plainEmail(email), email_verified: false })
    .execute();
  await tx
    .insertInto("sign_in_method")
    .values({
      id: newId("account"),
      method_id: id,
      provider_id: "credential",
      person_id: id,
      password: passwordHash,
      updated_at: new Date(),
    })
    .execute();
  return id;
}

async function setPassword(tx: Transaction<Tables>, personId: string, passwordHash: string): Promise<void> {
  await tx
    .updateTable("sign_in_method")
    .set({ password: passwordHash, updated_at: new Date() })
    .where("person_id", "=", personId)
    .where("provider_id", "=", "credential")
    .execute();
}

/** An e-mail as it is stored and compared. */
export function plainEmail(email: string): string {
  return email.trim().toLowerCase();
}

function fetchHeaders({ cookie = "" }: IncomingHttpHeaders): Headers {
  return new Headers({ cookie });
}

function cookieNamed({ cookie = "" }: IncomingHttpHeaders, name: string): string | null {
  const pairs = cookie.split(";").map((pair) => pair.trim());
  return pairs.find((pair) => pair.startsWith(`${name}=`)) ?? null;
}
