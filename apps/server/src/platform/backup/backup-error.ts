import { errorCode } from "../sql/error-code.ts";

/** Something that the person at the keyboard can put right; the message says how. */
export class BackupError extends Error {
  override readonly name = "BackupError";
}

/** What a disk says, in words. `folder`: where it was written. */
export function told(error: unknown, folder: string): unknown {
  const code = errorCode(error);
  if (code === "ENOSPC" || code === "EDQUOT")
    return new BackupError(
      `There is no room left for ${folder}. Nothing half was kept: make room and try again.`,
    );
  if (code === "EACCES" || code === "EPERM" || code === "EROFS")
    return new BackupError(
      `${folder} or what is below it may not be read or written by this user (${code}): use the user that runs Causerie.`,
    );
  return error;
}
