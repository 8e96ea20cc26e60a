import { isIP } from "node:net";
import { join, resolve } from "node:path";

const repositoryRoot = resolve(import.meta.dirname, "../../../..");

const LOG_LEVELS = ["fatal", "error", "warn", "info", "debug", "trace", "silent"] as const;
/** The password rules of better-auth, which keeps the passwords (its defaults). */
const PASSWORD_LENGTH = { min: 8, max: 128 };
/** A longer time would overflow setTimeout. */
const LONGEST_TIME_MS = 2 ** 31 - 1;

export type LogLevel = (typeof LOG_LEVELS)[number];

/** Everything the environment decides, checked. Read once, by main.ts. */
export type Config = Readonly<{
  /** 0: any free port. */
  port: number;
  host: string;
  /** Absolute. */
  dataDir: string;
  /** Absolute: the contents of the files that people send. */
  filesDir: string;
  /** Undefined: the embedded PostgreSQL. */
  databaseUrl: string | undefined;
  /** Undefined: the only node, or nodes that hear of one another through the database alone. */
  redisUrl: string | undefined;
  /** The owner to make on the first start; undefined: the dashboard asks. */
  owner: Readonly<{ email: string; password: string }> | undefined;
  /** An origin, without a slash at its end: https://chat.example.com */
  publicUrl: string | undefined;
  /** Addresses and CIDR blocks whose X-Forwarded-For is believed. */
  trustedProxies: readonly string[];
  logLevel: LogLevel;
  /** Undefined: `/metrics` is read on this machine alone. */
  metricsToken: string | undefined;
  demoShopPort: number | "off";
  /** How long the chats of a disconnected agent wait for them before they are queued again. */
  agentGoneAfterMs: number;
  /** How long after the visitor's last page was closed their chat ends. */
  visitorGoneAfterMs: number;
  /** How long a chat may stay silent, with the page open, before it ends. */
  chatIdleAfterMs: number;
  /** Undefined: no mail is sent. `from`: who every mail is from. */
  mail: Readonly<{ smtpUrl: string; from: Readonly<{ name: string; address: string }> }> | undefined;
  /** The help desk's inbox, which every ticket and offline message is sent to. */
  ticketEmail: string | undefined;
}>;

export type Environment = Readonly<Record<string, string | undefined>>;

export class ConfigError extends Error {
  override readonly name = "ConfigError";
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(["The environment is not right:", ...problems.map((problem) => `  ${problem}`)].join("\n"));
    this.problems = problems;
  }
}

/** Throws one ConfigError that names every wrong variable, so that all are put right in one go. */
export function readConfig(env: Environment): Config {
  const problems: string[] = [];
  const read = reader(env, problems);
  const port = read("PORT", portNumber, 4000);
  const dataDir = read("DATA_DIR", folder, resolve(repositoryRoot, "data"));
  const config: Config = {
    port,
    host: read("HOST", hostName, "127.0.0.1"),
    dataDir,
    filesDir: read("FILES_DIR", folder, join(dataDir, "files")),
    databaseUrl: read("DATABASE_URL", postgresUrl, undefined),
    redisUrl: read("REDIS_URL", redisUrl, undefined),
    owner: readOwner(read, problems),
    publicUrl: read("PUBLIC_URL", origin, undefined),
    trustedProxies: read("TRUSTED_PROXIES", networks, Object.freeze([])),
    logLevel: read("LOG_LEVEL", logLevel, "info"),
    metricsToken: read("METRICS_TOKEN", metricsToken, undefined),
    demoShopPort: read("DEMO_SHOP_PORT", portNumberOrOff, portAfter(port)),
    // The times and their defaults are those that Zendesk Chat documents; tests shorten them.
    agentGoneAfterMs: read("AGENT_GONE_AFTER_MS", milliseconds, 30_000),
    visitorGoneAfterMs: read("VISITOR_GONE_AFTER_MS", milliseconds, 120_000),
    chatIdleAfterMs: read("CHAT_IDLE_AFTER_MS", milliseconds, 1_200_000),
    ...readMail(read, problems),
  };
  if (config.demoShopPort === port && port !== 0)
    problems.push(`DEMO_SHOP_PORT: got ${port}, which is PORT; expected another port, 0 or "off"`);
  if (config.redisUrl !== undefined && config.databaseUrl === undefined)
    problems.push(
      "REDIS_URL: got an address without DATABASE_URL; expected both, for Redis joins nodes that share one PostgreSQL, " +
        "and the embedded PostgreSQL serves a single node, which needs no Redis",
    );
  if (problems.length > 0) throw new ConfigError(problems);
  return Object.freeze(config);
}

type Rule<T> = Readonly<{
  expected: string;
  /** Undefined: not what is expected. */
  parse: (text: string) => T | undefined;
  /** Errors go to logs: a secret is not repeated there. */
  secret?: true;
}>;

type Read = <T, D>(name: string, rule: Rule<T>, fallback: D) => T | D;

/** An empty variable counts as unset: compose files and CI pass such ones on. */
function reader(env: Environment, problems: string[]): Read {
  return (name, rule, fallback) => {
    const given = env[name] ?? "";
    if (given.trim() === "") return fallback;
    // A password may begin or end with a space.
    const text = rule.secret ? given : given.trim();
    const value = rule.parse(text);
    if (value !== undefined) return value;
    const got = rule.secret ? `${text.length} characters (not shown)` : JSON.stringify(text);
    problems.push(`${name}: got ${got}; expected ${rule.expected}`);
    return fallback;
  };
}

function readOwner(read: Read, problems: string[]): Config["owner"] {
  const before = problems.length;
  const email = read("OWNER_EMAIL", emailAddress, undefined);
  const password = read("OWNER_PASSWORD", newPassword, undefined);
  if (email !== undefined && password !== undefined) return Object.freeze({ email, password });
  if (problems.length === before && email !== password) {
    const missing = email === undefined ? "OWNER_EMAIL" : "OWNER_PASSWORD";
    problems.push(`${missing}: got nothing; expected OWNER_EMAIL and OWNER_PASSWORD together, or neither`);
  }
  return undefined;
}

function readMail(read: Read, problems: string[]): Pick<Config, "mail" | "ticketEmail"> {
  const before = problems.length;
  const smtpUrl = read("SMTP_URL", mailServer, undefined);
  const from = read("MAIL_FROM", sender, undefined);
  const ticketEmail = read("TICKET_EMAIL", emailAddress, undefined);
  if (smtpUrl !== undefined && from !== undefined)
    return { mail: Object.freeze({ smtpUrl, from }), ticketEmail };
  if (problems.length > before || (smtpUrl ?? from ?? ticketEmail) === undefined)
    return { mail: undefined, ticketEmail: undefined };
  const missing = smtpUrl === undefined ? "SMTP_URL" : "MAIL_FROM";
  const why = ticketEmail === undefined ? "or neither" : "because TICKET_EMAIL is set";
  problems.push(`${missing}: got nothing; expected SMTP_URL and MAIL_FROM together, ${why}`);
  return { mail: undefined, ticketEmail: undefined };
}

/** The demo shop stands beside the server: on any free port where the server does, or where no port follows. */
function portAfter(port: number): number {
  return port === 0 || port === 65_535 ? 0 : port + 1;
}

const portNumber: Rule<number> = {
  expected: "a port from 0 (any free one) to 65535",
  parse: (text) => wholeNumber(text, 0, 65_535),
};

const portNumberOrOff: Rule<number | "off"> = {
  expected: 'a port from 0 (any free one) to 65535, or "off"',
  parse: (text) => (text === "off" ? "off" : portNumber.parse(text)),
};

const milliseconds: Rule<number> = {
  expected: `milliseconds, a whole number from 1 to ${LONGEST_TIME_MS}`,
  parse: (text) => wholeNumber(text, 1, LONGEST_TIME_MS),
};

const hostName: Rule<string> = {
  expected: "an address or host name to listen on, as 127.0.0.1, 0.0.0.0 or ::",
  parse: (text) => (isIP(text) !== 0 || /^[a-z0-9.-]+$/i.test(text) ? text : undefined),
};

const folder: Rule<string> = {
  expected: "a folder",
  parse: (text) => (text.includes("\0") ? undefined : resolve(text)),
};

const postgresUrl: Rule<string> = {
  expected: "postgres://user:password@host:port/database, or nothing for the embedded PostgreSQL",
  secret: true,
  parse: (text) => (/^postgres(ql)?:$/.test(URL.parse(text)?.protocol ?? "") ? text : undefined),
};

const redisUrl: Rule<string> = {
  expected: "redis://user:password@host:port, or rediss:// with TLS, or nothing for a single node",
  secret: true,
  parse: (text) => {
    const url = URL.parse(text);
    return url !== null && /^rediss?:$/.test(url.protocol) && url.hostname !== "" ? text : undefined;
  },
};

const emailAddress: Rule<string> = {
  expected: "an e-mail address",
  parse: (text) => (/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text) ? text : undefined),
};

const mailServer: Rule<string> = {
  expected: "smtp://user:password@host:port, or smtps:// where the connection begins with TLS",
  secret: true,
  parse: (text) => {
    const url = URL.parse(text);
    return url !== null && /^smtps?:$/.test(url.protocol) && url.hostname !== "" ? text : undefined;
  },
};

const sender: Rule<Readonly<{ name: string; address: string }>> = {
  expected: 'an e-mail address, or a name with it, as "Shop <chat@example.com>"',
  parse: (text) => {
    const [, quoted = "", bracketed] = /^([^<>]*)<([^<>]+)>$/.exec(text) ?? [];
    const address = emailAddress.parse(bracketed ?? text);
    const name = quoted.trim().replace(/^"(.*)"$/, "$1");
    return address === undefined ? undefined : Object.freeze({ name, address });
  },
};

const newPassword: Rule<string> = {
  expected: `a password of ${PASSWORD_LENGTH.min} to ${PASSWORD_LENGTH.max} characters`,
  secret: true,
  parse: (text) =>
    text.length >= PASSWORD_LENGTH.min && text.length <= PASSWORD_LENGTH.max ? text : undefined,
};

const origin: Rule<string> = {
  expected: "an address without a path, as https://chat.example.com",
  parse: (text) => {
    const url = URL.parse(text);
    if (url === null || !/^https?:$/.test(url.protocol)) return undefined;
    return url.href === `${url.origin}/` ? url.origin : undefined;
  },
};

const networks: Rule<readonly string[]> = {
  expected: "addresses or CIDR blocks with commas between, as 10.0.0.1, 192.168.0.0/16",
  parse: (text) => {
    const parts = text.split(",").map((part) => part.trim());
    return parts.every(isNetwork) ? Object.freeze(parts) : undefined;
  },
};

/** As RFC 6750 lets a bearer token be written; long enough not to be guessed, since nothing slows a guess down. */
const metricsToken: Rule<string> = {
  expected: "16 to 200 letters, digits and -._~+/=, as from: openssl rand -hex 24",
  secret: true,
  parse: (text) => (/^[A-Za-z0-9\-._~+/=]{16,200}$/.test(text) ? text : undefined),
};

const logLevel: Rule<LogLevel> = {
  expected: LOG_LEVELS.join(", "),
  parse: (text) => LOG_LEVELS.find((level) => level === text),
};

function wholeNumber(text: string, min: number, max: number): number | undefined {
  const number = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  return number >= min && number <= max ? number : undefined;
}

function isNetwork(text: string): boolean {
  const [address = "", prefix, ...rest] = text.split("/");
  const version = isIP(address);
  if (version === 0 || rest.length > 0) return false;
  if (prefix === undefined) return true;
  return wholeNumber(prefix, 0, version === 4 ? 32 : 128) !== undefined;
}
