import { resolve } from "node:path";
import { expect, test } from "vitest";
import type { Environment } from "./config.ts";
import { ConfigError, readConfig } from "./config.ts";

const root = resolve(import.meta.dirname, "../../../..");

test("an empty environment gives the defaults", () => {
  expect(readConfig({})).toEqual({
    port: 4000,
    host: "127.0.0.1",
    dataDir: resolve(root, "data"),
    filesDir: resolve(root, "data/files"),
    databaseUrl: undefined,
    redisUrl: undefined,
    owner: undefined,
    publicUrl: undefined,
    trustedProxies: [],
    logLevel: "info",
    demoShopPort: 4001,
    agentGoneAfterMs: 30_000,
    visitorGoneAfterMs: 120_000,
    chatIdleAfterMs: 1_200_000,
    mail: undefined,
    ticketEmail: undefined,
  });
});

test("every variable is read", () => {
  const config = readConfig({
    PORT: "8080",
    HOST: "::",
    DATA_DIR: "/var/lib/causerie",
    FILES_DIR: "/var/lib/causerie-files",
    DATABASE_URL: "postgres://me:secret@db:5432/chat",
    REDIS_URL: "rediss://me:secret@cache:6380",
    OWNER_EMAIL: "ada@example.com",
    OWNER_PASSWORD: "correct horse",
    PUBLIC_URL: "https://chat.example.com/",
    TRUSTED_PROXIES: "10.0.0.1, 192.168.0.0/16,fd00::/8",
    LOG_LEVEL: "silent",
    DEMO_SHOP_PORT: "off",
    AGENT_GONE_AFTER_MS: "1",
    VISITOR_GONE_AFTER_MS: "2",
    CHAT_IDLE_AFTER_MS: "3",
    SMTP_URL: "smtp://me:secret@mail.example.com:587",
    MAIL_FROM: '"The shop" <chat@example.com>',
    TICKET_EMAIL: "help@example.com",
  });
  expect(config).toEqual({
    port: 8080,
    host: "::",
    dataDir: "/var/lib/causerie",
    filesDir: "/var/lib/causerie-files",
    databaseUrl: "postgres://me:secret@db:5432/chat",
    redisUrl: "rediss://me:secret@cache:6380",
    owner: { email: "ada@example.com", password: "correct horse" },
    publicUrl: "https://chat.example.com",
    trustedProxies: ["10.0.0.1", "192.168.0.0/16", "fd00::/8"],
    logLevel: "silent",
    demoShopPort: "off",
    agentGoneAfterMs: 1,
    visitorGoneAfterMs: 2,
    chatIdleAfterMs: 3,
    mail: {
      smtpUrl: "smtp://me:secret@mail.example.com:587",
      from: { name: "The shop", address: "chat@example.com" },
    },
    ticketEmail: "help@example.com",
  });
});

test("the configuration cannot be changed", () => {
  const config = readConfig({
    OWNER_EMAIL: "ada@example.com",
    OWNER_PASSWORD: "correct horse",
    TRUSTED_PROXIES: "10.0.0.1",
  });
  for (const part of [config, config.owner, config.trustedProxies]) expect(Object.isFrozen(part)).toBe(true);
});

test("an empty variable counts as unset", () => {
  expect(readConfig({ PORT: "", DATABASE_URL: " ", OWNER_EMAIL: "" })).toEqual(readConfig({}));
});

test("a relative folder is taken from where the server starts", () => {
  expect(readConfig({ DATA_DIR: "chats" }).dataDir).toBe(resolve("chats"));
  expect(readConfig({ DATA_DIR: "chats" }).filesDir).toBe(resolve("chats/files"));
});

test.each([
  ["0", 0],
  ["80", 81],
  ["65535", 0],
])("the demo shop of port %s stands on port %i", (port, expected) => {
  expect(readConfig({ PORT: port }).demoShopPort).toBe(expected);
});

test.each<[string, string]>([
  ["PORT", "http"],
  ["PORT", "65536"],
  ["PORT", "-1"],
  ["PORT", "80.5"],
  ["HOST", "http://localhost"],
  ["DATABASE_URL", "mysql://db/chat"],
  ["DATABASE_URL", "db.example.com"],
  ["REDIS_URL", "cache:6379"],
  ["REDIS_URL", "http://cache:6379"],
  ["REDIS_URL", "redis://"],
  ["PUBLIC_URL", "chat.example.com"],
  ["PUBLIC_URL", "https://example.com/chat"],
  ["PUBLIC_URL", "https://me:secret@example.com"],
  ["PUBLIC_URL", "ftp://example.com"],
  ["TRUSTED_PROXIES", "10.0.0.1 10.0.0.2"],
  ["TRUSTED_PROXIES", "10.0.0.0/33"],
  ["TRUSTED_PROXIES", "proxy.example.com"],
  ["LOG_LEVEL", "loud"],
  ["DEMO_SHOP_PORT", "no"],
  ["DEMO_SHOP_PORT", "4000"],
  ["AGENT_GONE_AFTER_MS", "0"],
  ["VISITOR_GONE_AFTER_MS", "2 minutes"],
  ["CHAT_IDLE_AFTER_MS", "2147483648"],
  ["SMTP_URL", "mail.example.com:25"],
  ["SMTP_URL", "https://mail.example.com"],
  ["MAIL_FROM", "The shop"],
  ["MAIL_FROM", "<chat@example.com> and more"],
  ["TICKET_EMAIL", "help"],
])("%s=%s is refused by name", (name, value) => {
  expect(problemsOf({ [name]: value })).toEqual([
    expect.stringMatching(new RegExp(`^${name}: got .+; expected .+`)),
  ]);
});

test("all wrong variables are named at once, with what was got and expected", () => {
  expect(problemsOf({ PORT: "http", LOG_LEVEL: "loud" })).toEqual([
    'PORT: got "http"; expected a port from 0 (any free one) to 65535',
    'LOG_LEVEL: got "loud"; expected fatal, error, warn, info, debug, trace, silent',
  ]);
});

test("the owner's e-mail and password come together, and a wrong one is named once", () => {
  const both = "expected OWNER_EMAIL and OWNER_PASSWORD together, or neither";
  expect(problemsOf({ OWNER_EMAIL: "ada@example.com" })).toEqual([`OWNER_PASSWORD: got nothing; ${both}`]);
  expect(problemsOf({ OWNER_PASSWORD: "correct horse" })).toEqual([`OWNER_EMAIL: got nothing; ${both}`]);
  expect(problemsOf({ OWNER_EMAIL: "ada", OWNER_PASSWORD: "correct horse" })).toEqual([
    'OWNER_EMAIL: got "ada"; expected an e-mail address',
  ]);
});

test("the mail server and the sender come together, and a help desk's inbox with them", () => {
  const [SMTP_URL, MAIL_FROM, TICKET_EMAIL] = ["smtp://localhost", "chat@example.com", "help@example.com"];
  const got = "got nothing; expected SMTP_URL and MAIL_FROM together";
  expect(problemsOf({ SMTP_URL })).toEqual([`MAIL_FROM: ${got}, or neither`]);
  expect(problemsOf({ MAIL_FROM })).toEqual([`SMTP_URL: ${got}, or neither`]);
  expect(problemsOf({ TICKET_EMAIL })).toEqual([`SMTP_URL: ${got}, because TICKET_EMAIL is set`]);
  expect(problemsOf({ SMTP_URL, MAIL_FROM, TICKET_EMAIL })).toEqual([]);
});

test("[ND6] Redis is for nodes that share a PostgreSQL: without DATABASE_URL it is refused, and the reason told", () => {
  const REDIS_URL = "redis://cache:6379";
  expect(problemsOf({ REDIS_URL })).toEqual([
    expect.stringMatching(
      /^REDIS_URL: got an address without DATABASE_URL; expected both, for Redis joins nodes/,
    ),
  ]);
  expect(problemsOf({ REDIS_URL, DATABASE_URL: "postgres://db/chat" })).toEqual([]);
});

test("an error never repeats a secret", () => {
  const problems = problemsOf({
    OWNER_EMAIL: "ada@example.com",
    OWNER_PASSWORD: "hunter2",
    DATABASE_URL: "db:hunter2",
    REDIS_URL: "me:hunter2@cache",
    SMTP_URL: "me:hunter2@mail",
  });
  expect(problems).toHaveLength(4);
  expect(problems.join()).not.toContain("hunter2");
});

function problemsOf(env: Environment): readonly string[] {
  try {
    readConfig(env);
    return [];
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return error.problems;
  }
}
