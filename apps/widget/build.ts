import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { build, type Rolldown } from "vite";
import { emojiPickerForAnyPage, writeEmojiData } from "./build-emoji.ts";

const root = import.meta.dirname;
/** `node build.ts dist.next`: another folder than `dist`. */
const dist = join(root, process.argv[2] ?? "dist");

/** Constructed style sheets, dynamic import, `inert`, colour mixing: browsers that keep themselves up to date. */
const target = ["chrome121", "firefox121", "safari17.4"];

/**
 * Compiled away from the page's main thread while it loads, not function by function as each is called
 * (https://v8.dev/blog/explicit-compile-hints). For what runs on every page; others read a comment.
 */
const COMPILED_AHEAD = "//# allFunctionsCalledOnLoad";

type Chunk = Rolldown.OutputChunk;

/**
 * The widget, for the server to give out: widget.js, its chunks below widget/, the emoji below emoji/, and manifest.json
 * for the scales. The emoji's names are data, and not weighed: some 90 KB, asked for when somebody picks or names one.
 */
async function buildWidget(): Promise<void> {
  await rm(dist, { recursive: true, force: true });
  const chunks = await buildChunks();
  const presence = chunks.find(({ isEntry }) => isEntry);
  if (presence === undefined) throw new Error("the build of src/presence.ts gave no entry");
  await buildLoader(presence.fileName);
  await writeEmojiData(dist);
  await writeFile(join(dist, "manifest.json"), `${JSON.stringify(manifest(chunks, presence), null, 2)}\n`);
}

async function buildChunks(): Promise<Chunk[]> {
  const result = await build({
    ...shared,
    plugins: [emojiPickerForAnyPage()],
    build: {
      ...shared.build,
      outDir: dist,
      // As a library: pages get no polyfill and no preloading of Vite's, 1.5 kB.
      lib: { entry: join(root, "src/presence.ts"), formats: ["es"] },
      rolldownOptions: {
        preserveEntrySignatures: "allow-extension",
        output: {
          // Vite leaves the white space in a library.
          minify: true,
          comments: { annotation: false },
          postBanner: ({ isEntry }) => (isEntry ? COMPILED_AHEAD : ""),
          entryFileNames: "widget/[name]-[hash].js",
          chunkFileNames: "widget/[name]-[hash].js",
        },
      },
    },
  });
  return chunksOf(result);
}

/** A classic script of its own: only there `document.currentScript` is known. */
async function buildLoader(presence: string): Promise<void> {
  await build({
    ...shared,
    define: { __PRESENCE__: JSON.stringify(presence) },
    build: {
      ...shared.build,
      outDir: dist,
      rolldownOptions: {
        input: join(root, "src/loader.ts"),
        output: { format: "iife", entryFileNames: "widget.js", postBanner: COMPILED_AHEAD },
      },
    },
  });
}

const shared = {
  root,
  configFile: false,
  publicDir: false,
  // Chunks find one another beside themselves, wherever the server is.
  base: "./",
  logLevel: "warn",
  build: { target, emptyOutDir: false, reportCompressedSize: false },
} as const;

function chunksOf(result: Awaited<ReturnType<typeof build>>): Chunk[] {
  const [only] = Array.isArray(result) ? result : [];
  if (only === undefined) throw new Error("a library's build gives a list of outputs: vite gave another");
  return only.output.filter((file) => file.type === "chunk");
}

/** `beforeOpen`: what a page loads before the visitor opens the panel. */
function manifest(chunks: Chunk[], presence: Chunk): { beforeOpen: string[]; all: string[] } {
  return {
    beforeOpen: ["widget.js", ...withImports([presence], chunks)],
    all: ["widget.js", ...chunks.map(({ fileName }) => fileName)],
  };
}

function withImports(wanted: Chunk[], chunks: Chunk[]): string[] {
  const names = new Set<string>();
  const add = (name: string): void => {
    if (names.has(name)) return;
    names.add(name);
    for (const next of chunks.find(({ fileName }) => fileName === name)?.imports ?? []) add(next);
  };
  for (const { fileName } of wanted) add(fileName);
  return [...names];
}

await buildWidget();
