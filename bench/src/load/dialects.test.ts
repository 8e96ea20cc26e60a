import { expect, test } from "vitest";
import { incoming, LET_IN, outgoing } from "./dialects.ts";

function hear(text: string) {
  const replies: string[] = [];
  return { frame: incoming("socket.io", text, (reply) => replies.push(reply)), replies };
}

test("plain frames travel as they are", () => {
  expect(outgoing("plain", '{"t":"ping"}')).toBe('{"t":"ping"}');
  expect(incoming("plain", '{"t":"pong"}', () => undefined)).toBe('{"t":"pong"}');
});

test("Socket.IO carries a frame as an event, and what it says for itself is answered", () => {
  expect(outgoing("socket.io", '{"t":"ping"}')).toBe('42["frame",{"t":"ping"}]');
  expect(hear('42["frame",{"t":"pong"}]')).toEqual({ frame: '{"t":"pong"}', replies: [] });
  expect(hear('0{"sid":"a"}')).toEqual({ frame: null, replies: ["40"] });
  expect(hear('40{"sid":"b"}')).toEqual({ frame: LET_IN, replies: [] });
  expect(hear("2")).toEqual({ frame: null, replies: ["3"] });
  expect(() => hear("41")).toThrow("41");
});
