import { createHash } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import { fold } from "@causerie/client/emoji";
import type { Plugin } from "vite";

type Emoji = { emoji: string; annotation: string; tags?: string[]; shortcodes?: string[] };

const FILES = {
  en: import.meta.resolve("emoji-picker-element-data/en/emojibase/data.json"),
  github: import.meta.resolve("emoji-picker-element-data/en/github/data.json"),
  fr: import.meta.resolve("emoji-picker-element-data/fr/emojibase/data.json"),
  cldr: import.meta.resolve("emoji-picker-element-data/fr/cldr/data.json"),
};

/** `codes`: the sets whose short names find an emoji; English ones are habit everywhere. */
const LANGUAGES = [
  { language: "en", names: FILES.en, codes: [FILES.en, FILES.github] },
  { language: "fr", names: FILES.fr, codes: [FILES.cldr, FILES.en, FILES.github] },
];

/** The emoji of each language, as the server gives them out below /emoji/: no CDN is asked. */
export async function writeEmojiData(dist: string): Promise<void> {
  await mkdir(join(dist, "emoji"), { recursive: true });
  for (const { language, names, codes } of LANGUAGES) {
    const data = JSON.stringify(withWords(await read(names), await Promise.all(codes.map(read))));
    const file = join(dist, "emoji", `${language}.json`);
    await writeFile(file, data);
    await writeFile(`${file}.gz`, await promisify(gzip)(data, { level: 9 }));
    await writeFile(
      `${file}.etag`,
      `"${createHash("sha256").update(data).digest("base64url").slice(0, 22)}"`,
    );
  }
}

async function read(file: string): Promise<Emoji[]> {
  return JSON.parse(await readFile(new URL(file), "utf8"));
}

/**
 * The picker finds an emoji by the words of its tags. Beside its own, it gets them without accents [EM3], and its short
 * names, marked by a colon, which the picker does not mind and the completion tells apart (packages/client/src/emoji).
 */
function withWords(emojis: Emoji[], sets: Emoji[][]): Emoji[] {
  const codes = sets.map((set) => new Map(set.map(({ emoji, shortcodes = [] }) => [emoji, shortcodes])));
  return emojis.map(({ shortcodes: _, ...emoji }) => {
    const { tags = [], annotation } = emoji;
    const folded = [...tags, annotation].map(fold);
    const names = codes.flatMap((set) => (set.get(emoji.emoji) ?? []).map((code) => `:${code}`));
    const added = [...folded, ...names].filter((word) => word !== annotation);
    return { ...emoji, tags: [...new Set([...tags, ...added])] };
  });
}

/** Each must be found: another version of the picker is to be looked at anew. */
const CHANGES: [before: string, after: string][] = [
  // A page's policy may forbid inline styles: neither a <style> nor a style attribute, whose properties are set instead.
  [
    "const style = document.createElement('style');\n    style.textContent = baseStyles + EXTRA_STYLES;\n    this.shadowRoot.appendChild(style);",
    "const sheet = new CSSStyleSheet();\n    sheet.replaceSync(baseStyles + EXTRA_STYLES);\n    this.shadowRoot.adoptedStyleSheets = [sheet];",
  ],
  [
    "targetNode.setAttribute(attributeName, newValue);",
    "if (attributeName === 'style') targetNode.style.cssText = newValue;\n        else targetNode.setAttribute(attributeName, newValue);",
  ],
  // A page may have a picker of its own by that name, of another version.
  ["customElements.get('emoji-picker')", "customElements.get('causerie-emoji-picker')"],
  ["customElements.define('emoji-picker'", "customElements.define('causerie-emoji-picker'"],
];

/** The picker, made fit for strangers' pages. */
export function emojiPickerForAnyPage(): Plugin {
  return {
    name: "emoji-picker-for-any-page",
    transform(code, id) {
      if (!id.endsWith("/emoji-picker-element/picker.js")) return null;
      return { code: CHANGES.reduce(changed, code), map: null };
    },
  };
}

function changed(code: string, [before, after]: [string, string]): string {
  if (!code.includes(before))
    throw new Error(`emoji-picker-element has changed; it has no longer: ${before}`);
  return code.replace(before, after);
}
