import type { ChildProcess, SpawnOptions } from "node:child_process";
import { execFile, spawn } from "node:child_process";
import { chmod, chown, readFile, stat } from "node:fs/promises";
import { dirname } from "node:path";
import { promisify } from "node:util";

/** Whom PostgreSQL runs as: it refuses root. */
export type Identity =
  | Readonly<{ kind: "self" }>
  /** Root to the file system, so that a folder only root may enter stays open; an ordinary user to itself. */
  | Readonly<{ kind: "namespace"; uid: number }>
  | Readonly<{ kind: "user" } & User>;

export type Place = Readonly<{ dataDir: string; clusterDir: string; postgres: string }>;

type User = Readonly<{ uid: number; gid: number }>;
type Account = User & Readonly<{ name: string }>;

/** A database that exists runs as its owner, which PostgreSQL insists on; a new one as whoever can reach it. */
export async function chooseIdentity(place: Place): Promise<Identity> {
  const owner = await ownerOf(place.clusterDir);
  const self = process.getuid?.();
  if (self !== 0) return ownIdentity(self, owner, place);
  const accounts = await listAccounts();
  const candidates =
    owner === undefined ? await candidatesFor(place, accounts) : [identityOf(owner, accounts)];
  for (const candidate of candidates) if (await canRun(candidate, place)) return candidate;
  throw new Error(noIdentity(place, owner));
}

/** The environment is not passed on: PostgreSQL needs none of it, and it holds secrets. The C locale exists everywhere. */
export function spawnAs(
  identity: Identity,
  program: string,
  args: string[],
  options: SpawnOptions,
): ChildProcess {
  const command = commandAs(identity, program, args);
  const env = { PATH: process.env.PATH ?? "/usr/bin:/bin", LC_ALL: "C" };
  return spawn(command.file, command.args, { ...options, ...command.user, env });
}

/** Gives a folder to the identity that is to work in it. */
export async function handOver(identity: Identity, folder: string): Promise<void> {
  if (identity.kind === "user") await chown(folder, identity.uid, identity.gid);
}

/** Lets the identity pass through a folder that stays ours. */
export async function letThrough(identity: Identity, folder: string): Promise<void> {
  if (identity.kind !== "user") return;
  const { uid, mode } = await stat(folder);
  if (uid === identity.uid) return;
  await chown(folder, uid, identity.gid);
  await chmod(folder, (mode & 0o7777) | 0o010);
}

function ownIdentity(self: number | undefined, owner: User | undefined, { clusterDir }: Place): Identity {
  if (owner === undefined || owner.uid === self) return { kind: "self" };
  throw new Error(
    `The database in ${clusterDir} belongs to user ${owner.uid}, but this is user ${self}: ` +
      "start Causerie as its owner, or set DATA_DIR to another folder.",
  );
}

/** Root in the namespace is not almighty: a folder of another user that is closed to others is closed to it, too. */
async function candidatesFor(place: Place, accounts: Account[]): Promise<Identity[]> {
  const users = [
    await ownerOf(place.dataDir),
    await ownerOf(dirname(place.dataDir)),
    accounts.find(({ name }) => name === "postgres"),
  ];
  const others = users.flatMap((user) => (user === undefined || user.uid === 0 ? [] : [user]));
  return [identityOf({ uid: 0, gid: 0 }, accounts), ...others.map((user) => identityOf(user, accounts))];
}

/** Any account does for the namespace, but it must be one: initdb looks up its name. */
function identityOf({ uid, gid }: User, accounts: Account[]): Identity {
  if (uid !== 0) return { kind: "user", uid, gid };
  return { kind: "namespace", uid: accounts.find((account) => account.uid !== 0)?.uid ?? 1000 };
}

/** Both folders on the way are entered: that of the data and that of the program. */
async function canRun(identity: Identity, { dataDir, postgres }: Place): Promise<boolean> {
  const script = 'cd "$1" && exec "$2" --version';
  const { file, args, user } = commandAs(identity, "/bin/sh", [
    "-c",
    script,
    "sh",
    dirname(dataDir),
    postgres,
  ]);
  return promisify(execFile)(file, args, user).then(
    () => true,
    () => false,
  );
}

/** unshare replaces itself by the program, so the pid of the child is the program's. */
function commandAs(identity: Identity, program: string, args: string[]) {
  switch (identity.kind) {
    case "self":
      return { file: program, args, user: {} };
    case "namespace":
      return { file: "unshare", args: [...namespaceOptions(identity.uid), program, ...args], user: {} };
    case "user":
      return { file: program, args, user: { uid: identity.uid, gid: identity.gid } };
    default:
      return identity satisfies never;
  }
}

function namespaceOptions(uid: number): string[] {
  return ["--user", `--map-user=${uid}`, `--map-group=${uid}`, "--"];
}

function ownerOf(path: string): Promise<User | undefined> {
  return stat(path).then(
    ({ uid, gid }) => ({ uid, gid }),
    () => undefined,
  );
}

async function listAccounts(): Promise<Account[]> {
  const lines = await readFile("/etc/passwd", "utf8").catch(() => "");
  return lines.split("\n").flatMap((line) => {
    const [name, , uid, gid] = line.split(":");
    return name && uid && gid ? [{ name, uid: Number(uid), gid: Number(gid) }] : [];
  });
}

function noIdentity({ dataDir, clusterDir, postgres }: Place, owner: User | undefined): string {
  if (owner !== undefined && owner.uid !== 0)
    return `The database in ${clusterDir} belongs to user ${owner.uid}, who cannot run ${postgres} or enter ${dataDir}: open the folders on the way to that user (chmod o+x), or start Causerie as that user.`;
  return (
    "PostgreSQL refuses to run as root, and this machine offers no other way: user namespaces (unshare --user) are " +
    "switched off, and there is no user called postgres who could enter the folders of Causerie and of its data. " +
    "Start Causerie as an ordinary user; or make one (useradd --system postgres) and keep Causerie and DATA_DIR " +
    `(${dataDir}) where that user may enter; or set DATABASE_URL to a PostgreSQL of your own.`
  );
}
