import { AgentFrame, VisitorFrame } from "@causerie/protocol";
import fc from "fast-check";
import { expect, test } from "vitest";
import { frameDecoder } from "./decode.ts";

const decodeVisitor = frameDecoder<VisitorFrame>(VisitorFrame.anyOf);
const decodeAgent = frameDecoder<AgentFrame>(AgentFrame.anyOf);

test("[DO3] what is no frame is answered with the frames that there are", () => {
  const fault = {
    field: "/t",
    expected:
      "one of hello, command, typing, page, look, idle, cart, panel, identify, older, upload, links, ping",
  };
  for (const text of [
    "",
    "{",
    "null",
    "1",
    "[]",
    '"hello"',
    "{}",
    '{"t":1}',
    '{"t":"open"}',
    '{"t":"__proto__"}',
    '{"t":"toString"}',
  ]) {
    expect(decodeVisitor(text)).toEqual({ ok: false, fault });
  }
});

test("[DO3] a fault names the field that is wrong", () => {
  const id = "12345678";
  const wrong: [frame: object, field: string][] = [
    [{ t: "typing" }, ""],
    [{ t: "typing", on: "yes" }, "/on"],
    [{ t: "page", page: { url: "x", title: "t".repeat(301) } }, "/page/title"],
    [{ t: "cart", cart: { items: -1, total: 0, currency: "EUR" } }, "/cart"],
    [{ t: "command", id: "short", command: { type: "SendMessage", text: "x" } }, "/id"],
    [{ t: "command", id: "with space", command: { type: "SendMessage", text: "x" } }, "/id"],
    [{ t: "command", id, command: { type: "SendMessage", text: 1 } }, "/command"],
    [{ t: "older", chatId: "c", before: 1.5 }, "/before"],
  ];
  for (const [frame, field] of wrong) {
    const decoded = decodeVisitor(JSON.stringify(frame));
    expect({ frame, isFault: !decoded.ok, field: decoded.ok ? "" : decoded.fault.field }).toEqual({
      frame,
      isFault: true,
      field: expect.stringMatching(`^${field}`),
    });
    expect(decoded.ok ? "" : decoded.fault.expected).not.toBe("");
  }
});

test("[DO3] a command that is wrong is known by its id, so that it can be answered", () => {
  const command = { type: "SendMessage", text: 1 };
  const idOf = (frame: object) => {
    const decoded = decodeVisitor(JSON.stringify(frame));
    return decoded.ok ? decoded : decoded.commandId;
  };
  expect(idOf({ t: "command", id: "12345678", command })).toBe("12345678");
  for (const id of ["short", "with space", 12345678, "x".repeat(65), undefined])
    expect(idOf({ t: "command", id, command })).toBeUndefined();
  expect(idOf({ t: "upload", id: "12345678" })).toBeUndefined();
});

test("[DO3] a visitor's frame is none of an agent's, and the other way round", () => {
  expect(decodeAgent('{"t":"cart","cart":null}').ok).toBe(false);
  expect(decodeVisitor('{"t":"status","status":"away"}').ok).toBe(false);
  expect(decodeAgent('{"t":"status","status":"away"}')).toEqual({
    ok: true,
    frame: { t: "status", status: "away" },
  });
});

test("[DO3] a NUL and half a surrogate pair become U+FFFD, wherever they stand", () => {
  const text =
    '{"t":"command","id":"12345678","command":{"type":"SendMessage","text":"a\\u0000b\\ud800c\\udc00d\\uD83D\\uDE00"}}';
  expect(textOf(text)).toBe("a\uFFFDb\uFFFDc\uFFFDd😀");
  const page = '{"t":"page","page":{"url":"\\u0000","title":"\\udfff"}}';
  expect(decodeVisitor(page)).toEqual({
    ok: true,
    frame: { t: "page", page: { url: "\uFFFD", title: "\uFFFD" } },
  });
});

test("[CH15] any other text comes through as it was written", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 200 }), (written) => {
      const frame = { t: "command", id: "12345678", command: { type: "SendMessage", text: written } };
      expect(textOf(JSON.stringify(frame))).toBe(written.toWellFormed().replaceAll("\0", "\uFFFD"));
    }),
  );
});

test("[DO3] a long frame that is wrong in a hundred thousand places is answered as quickly as a short one", () => {
  const [short, long] = [5, 100_000].map(
    (count) => `{"t":"details","visitorIds":${JSON.stringify(Array(count).fill(1))}}`,
  );
  expect(decodeAgent(short ?? "")).toEqual({
    ok: false,
    fault: { field: "/visitorIds/0", expected: "must be string" },
  });
  // Not explained: to name each fault took half a second.
  expect(decodeAgent(long ?? "")).toEqual({
    ok: false,
    fault: { field: "/", expected: "a frame as the protocol has it, and a shorter one" },
  });
});

test("[LI16] a long frame of far more parts than any of ours is not even parsed, and the longest of ours is", () => {
  const parts = 100_000;
  const intricate = [
    "[".repeat(parts) + "]".repeat(parts),
    '{"a":'.repeat(parts),
    `{"t":"links","fileIds":[${'"\\u0000",'.repeat(parts)}"a"]}`,
    `{"t":"ping",${Array.from({ length: parts }, (_, index) => `"k${index}":1`).join(",")}}`,
  ];
  const fault = { field: "/", expected: "a frame as the protocol has it, and a shorter one" };
  for (const text of intricate) expect(decodeVisitor(text)).toEqual({ ok: false, fault });
  const chats = Array.from({ length: 500 }, (_, index) => ({
    chatId: `1.${"c".repeat(60)}${index % 9}`,
    upTo: index,
  }));
  expect(decodeAgent(JSON.stringify({ t: "hello", v: 1, chats })).ok).toBe(true);
  for (const written of [",[{".repeat(13_000), '\\"[,'.repeat(10_000), '"'.repeat(40_000)])
    expect(
      textOf(
        JSON.stringify({ t: "command", id: "12345678", command: { type: "SendMessage", text: written } }),
      ),
    ).toBe(written);
});

test("[DO3] a number that PostgreSQL cannot keep is a fault of the frame, not a defect of ours", () => {
  const older = (before: number) => decodeVisitor(`{"t":"older","chatId":"1.a","before":${before}}`);
  expect(older(2 ** 31 - 1).ok).toBe(true);
  expect(older(2 ** 31)).toMatchObject({ ok: false, fault: { field: "/before" } });
});

test("[DO3] nothing that comes in throws", () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.json(),
        fc.jsonValue().map((value) => JSON.stringify({ t: "hello", v: value })),
      ),
      (text) => {
        expect(["boolean"]).toContain(typeof decodeAgent(text).ok);
      },
    ),
  );
});

function textOf(frame: string): string | null {
  const decoded = decodeVisitor(frame);
  if (!decoded.ok || decoded.frame.t !== "command" || decoded.frame.command.type !== "SendMessage")
    return null;
  return decoded.frame.command.text;
}
