import { invariant } from "@causerie/domain";

type Place = { startedAt: number; chatId: string };

/** Names the last row of a page: what comes before it in time is unmoved by whatever is added on top. */
export function cursorOf({ startedAt, chatId }: Place): string {
  return `${startedAt}_${chatId}`;
}

/** The schema has checked its shape. */
export function readCursor(cursor: string): Place {
  const at = cursor.indexOf("_");
  invariant(at > 0, "a cursor without its mark passed the schema");
  return { startedAt: Number(cursor.slice(0, at)), chatId: cursor.slice(at + 1) };
}
