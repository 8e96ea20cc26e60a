import { beforeEach, expect, test } from "vitest";
import { Outbox } from "./outbox.ts";
import { SimulatedBrowser, SimulatedClock, SimulatedNetwork } from "./testing/index.ts";
import type { AnyCommand } from "./types.ts";

/** What the server takes in one frame. */
const MAX_FRAME_BYTES = 256 * 1024;

let outbox: Outbox<AnyCommand>;
let sent: [id: string, command: AnyCommand][];

beforeEach(() => {
  const clock = new SimulatedClock();
  const network = new SimulatedNetwork(() => ({ receive: () => {}, closed: () => {} }));
  const { environment } = new SimulatedBrowser({ name: "x", clock, network }).openTab();
  sent = [];
  outbox = new Outbox<AnyCommand>({
    environment,
    transmit: (id, command) => sent.push([id, command]),
    onFile: () => {},
    onChange: () => {},
  });
  outbox.keep("k1");
  outbox.resume();
});

test("[LI7] the longest text that is sent fits a frame, whatever it is written in", () => {
  for (const character of ["x", "\u0001", "é", "語", "\ud800"]) {
    outbox.add(character, { type: "SendMessage", text: character.repeat(40_000) });
    const [id, command] = sent.at(-1) ?? [];
    const frame = JSON.stringify({ t: "command", id, command });
    expect(new TextEncoder().encode(frame).length).toBeLessThan(MAX_FRAME_BYTES);
  }
  expect(sent).toHaveLength(5);
});

test("[LI7] a comment or remark that fits no frame is refused here, and what follows is sent", async () => {
  const long = "x".repeat(40_001);
  const refusal = { reason: "message-too-long", maxLength: 10_000 };
  const comment = outbox.add("c1", { type: "SubmitComment", chatId: "c1", comment: long });
  await expect(comment).resolves.toEqual({ ok: false, refusal });
  const transfer = {
    type: "TransferToDepartment",
    chatId: "c1",
    departmentId: 1,
    evenIfOffline: true,
  } as const;
  await expect(outbox.add("c1", { ...transfer, remark: long })).resolves.toEqual({ ok: false, refusal });
  outbox.add("c1", { type: "SendMessage", text: "after it" });
  expect(sent.map(([, command]) => command)).toEqual([{ type: "SendMessage", text: "after it" }]);
  expect(outbox.commands("c1")).toHaveLength(1);
});

test("[LI7] [DE4] tags that fit no frame are refused here, and what follows is sent", async () => {
  for (const add of [["x".repeat(1001)], Array.from({ length: 101 }, (_, index) => `tag-${index}`)])
    await expect(outbox.add("c1", { type: "ChangeTags", chatId: "c1", add, remove: [] })).resolves.toEqual({
      ok: false,
      refusal: { reason: "bad-tag", maxLength: 140 },
    });
  outbox.add("c1", { type: "SendMessage", chatId: "c1", text: "after it" });
  expect(sent.map(([, { type }]) => type)).toEqual(["SendMessage"]);
});

test("[LI7] [DE6] details that fit no frame are refused here by field, and what follows is sent", async () => {
  const changes = { name: { from: "", to: "Ada" }, notes: { from: "", to: "x".repeat(10_001) } };
  await expect(outbox.addEdit("v1", { type: "EditVisitor", visitorId: "v1", changes })).resolves.toEqual({
    ok: false,
    refusal: { reason: "detail-too-long", field: "notes", maxLength: 10_000 },
  });
  outbox.addEdit("v1", { type: "EditVisitor", visitorId: "v1", changes: { name: changes.name } });
  expect(sent).toHaveLength(1);
});
