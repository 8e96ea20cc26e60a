import { createHmac, timingSafeEqual } from "node:crypto";
import type { NodeId } from "./bus.ts";
import type { Batch } from "./listeners.ts";

/** What a node publishes: `counter` from 1 on, `isLast` its good-bye. Without news it is a beat. */
export type Message = { from: NodeId; counter: number; isLast: boolean; news: Batch };

const SEAL_LENGTH = 43;
/** News of one tick are some kilobytes; more than this is nobody's of ours. */
const MOST_CHARACTERS = 32_000_000;
const HEAD = /^([\w-]+) (\d+) ([01]) /;

/**
 * The threat: whoever reaches Redis could otherwise speak to every visitor. `secret` is in the store, where the nodes
 * alone read it.
 */
export function seal({ news, ...head }: Message, secret: string): string {
  return sealJson(head, JSON.stringify(news), secret);
}

/** `news`: as JSON, of which a batch was made of several. */
export function sealJson(
  { from, counter, isLast }: Omit<Message, "news">,
  news: string,
  secret: string,
): string {
  const text = `${from} ${counter} ${isLast ? 1 : 0} ${news}`;
  return `${sealOf(text, secret)}${text}`;
}

/** null: not of our nodes. */
export function open(payload: string, secret: string): Message | null {
  if (payload.length > MOST_CHARACTERS) return null;
  const text = payload.slice(SEAL_LENGTH);
  const given = Buffer.from(payload.slice(0, SEAL_LENGTH));
  const expected = Buffer.from(sealOf(text, secret));
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null;
  const [head, from = "", counter = "", last] = HEAD.exec(text) ?? [""];
  // Sealed by one of our nodes, in `seal`.
  return {
    from,
    counter: Number(counter),
    isLast: last === "1",
    news: JSON.parse(text.slice(head.length)) as Batch,
  };
}

/** The counter of what the node itself has sent, without reading the rest of it; null: another's. */
export function ownCounter(payload: string, nodeId: NodeId): number | null {
  if (!payload.startsWith(nodeId, SEAL_LENGTH)) return null;
  const after = payload.slice(SEAL_LENGTH + nodeId.length, SEAL_LENGTH + nodeId.length + 20);
  return Number.parseInt(after, 10) || null;
}

function sealOf(text: string, secret: string): string {
  return createHmac("sha256", secret).update(text).digest("base64url");
}
