/** The code that Node and PostgreSQL give their errors ("ENOENT", "57P01"); empty if it has none. */
export function errorCode(error: unknown): string {
  if (!(error instanceof Error) || !("code" in error)) return "";
  return typeof error.code === "string" ? error.code : "";
}
