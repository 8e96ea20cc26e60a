import { chmod, chown, mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { chooseIdentity } from "./identity.ts";

const isRoot = process.getuid?.() === 0;
const someone = { uid: 1, gid: 1 };
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "causerie-"));
  await chmod(folder, 0o755);
});

afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true });
});

test.skipIf(isRoot)("an ordinary user runs PostgreSQL as themselves", async () => {
  expect(await chooseIdentity(await makePlace())).toEqual({ kind: "self" });
});

test.skipIf(isRoot)("an ordinary user is told of a database that is not theirs", async () => {
  const place = { ...(await makePlace()), clusterDir: "/" };
  await expect(chooseIdentity(place)).rejects.toThrow(
    "The database in / belongs to user 0, but this is user",
  );
});

describe.runIf(isRoot)("where root has no user namespaces", () => {
  beforeEach(() => {
    // There, unshare is not found.
    vi.stubEnv("PATH", folder);
  });

  test("a new database runs as the owner of the data folder", async () => {
    const place = await makePlace();
    await chown(place.dataDir, someone.uid, someone.gid);
    expect(await chooseIdentity(place)).toEqual({ kind: "user", ...someone });
  });

  test("a new database runs as the owner of the folder around the data folder", async () => {
    const place = await makePlace();
    await chown(folder, someone.uid, someone.gid);
    await chmod(folder, 0o700);
    expect(await chooseIdentity(place)).toEqual({ kind: "user", ...someone });
  });

  test("a database that exists runs as its owner", async () => {
    const place = await makePlace();
    await mkdir(place.clusterDir);
    await chown(place.clusterDir, someone.uid, someone.gid);
    expect(await chooseIdentity(place)).toEqual({ kind: "user", ...someone });
  });

  test("a folder that only root may enter is refused with what to do", async () => {
    const place = await makePlace();
    await chmod(folder, 0o700);
    await expect(chooseIdentity(place)).rejects.toThrow("Start Causerie as an ordinary user");
  });
});

/** Stands in for PostgreSQL: only whether the program can be run is asked. */
async function makePlace() {
  const dataDir = join(folder, "data");
  await mkdir(dataDir);
  return { dataDir, clusterDir: join(dataDir, "postgres"), postgres: "/bin/true" };
}
