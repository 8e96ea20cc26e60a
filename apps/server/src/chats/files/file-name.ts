/** Long enough for what people call things, short enough for every file system and header. */
const MAX_LENGTH = 120;

/** Controls; marks that turn the writing direction round, so that "gpj.exe" reads "exe.jpg"; line separators; BOM. */
const UNSHOWABLE = /[\p{Cc}\u061C\u200E\u200F\u2028\u2029\u202A-\u202E\u2066-\u2069\uFEFF\uFFFD]/gu;
/** Halves of characters, which PostgreSQL does not keep. */
const HALVES = /\p{Cs}/gu;

/** [FI4] What somebody called a file, as it may be shown: the base name of a path, without what cannot be seen. */
export function shownName(typed: string): string {
  const base = typed.split(/[/\\]/).at(-1) ?? "";
  const clean = base.replace(UNSHOWABLE, "").replace(HALVES, "").replace(/\s+/g, " ").trim();
  const stem = clean.replace(/\.[^.]*$/, "").trim();
  const extension = clean.slice(clean.lastIndexOf("."));
  if (!clean.includes(".")) return shortened(clean, MAX_LENGTH);
  return (
    shortened(stem === "" ? "file" : stem, MAX_LENGTH - extension.length) + shortened(extension, MAX_LENGTH)
  );
}

function shortened(text: string, length: number): string {
  return Array.from(text).slice(0, Math.max(1, length)).join("");
}
