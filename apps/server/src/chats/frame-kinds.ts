import type { Decoded } from "../platform/ws/decode.ts";
import { isChatId } from "./chat-id.ts";

export type CommandAnswer = { t: "ack" | "done" | "refused"; id: string; chatId?: string };
export type AnyFrame = { t: string };
export type Hello<Frame extends AnyFrame> = Extract<Frame, { t: "hello"; v: number }>;

export type FrameReader<Frame> = {
  decode: (text: string) => Decoded<Frame>;
  costOf: (frame: Frame) => number;
};

export const PONG = JSON.stringify({ t: "pong" });

export function idsOf({ t, id, chatId }: CommandAnswer) {
  return { commandId: id, ...(chatId !== undefined && { chatId }), answer: t };
}

type CommandFrame = AnyFrame & { id: string; command: { type: string; chatId?: string } };

/** Of either kind: a visitor's or an agent's. */
export function isCommand(frame: AnyFrame): frame is CommandFrame {
  return frame.t === "command";
}

/** For the log: what a client calls a chat is told only if it is such an id [OP5]. */
export function idsOfCommand({ id, command: { chatId } }: CommandFrame) {
  return { commandId: id, ...(chatId !== undefined && isChatId(chatId) && { chatId }) };
}

export function isHello<Frame extends AnyFrame>(frame: Frame): frame is Hello<Frame> {
  return frame.t === "hello";
}
