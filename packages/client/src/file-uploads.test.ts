import type { UploadAnswer, UploadAsk } from "@causerie/protocol";
import { beforeEach, expect, test } from "vitest";
import { type LaidFileWire, layFileWire } from "./file-wire.ts";
import { ClientFiles, type Put } from "./files.ts";
import { Outbox } from "./outbox.ts";
import { SimulatedBrowser, SimulatedClock, SimulatedNetwork, type SimulatedTab } from "./testing/index.ts";
import type { AnyCommand, ConnectionState } from "./types.ts";

/** A body on its way: what the test lets become of it. */
type Putting = {
  url: string;
  isCancelled: boolean;
  progress(share: number): void;
  end(answer: UploadAnswer | null): void;
};

let clock: SimulatedClock;
let browser: SimulatedBrowser;
let asked: UploadAsk[];
let sent: AnyCommand[];
let putting: Putting[];
let connection: { state: { connection: ConnectionState } };

beforeEach(() => {
  clock = new SimulatedClock();
  browser = new SimulatedBrowser({ name: "b", clock, network: new SimulatedNetwork(() => noSession) });
  [asked, sent, putting] = [[], [], []];
  connection = { state: { connection: { kind: "online" } } };
});

const noSession = { receive: () => {}, closed: () => {} };

const put: Put = (url, _body, onProgress) => {
  let end: (answer: { status: number; text: string } | null) => void = () => {};
  const done = new Promise<{ status: number; text: string } | null>((resolve) => {
    end = resolve;
  });
  const one: Putting = {
    url,
    isCancelled: false,
    progress: onProgress,
    end: (answer) => end(answer && { status: 200, text: JSON.stringify(answer) }),
  };
  putting.push(one);
  return {
    done,
    cancel: () => {
      one.isCancelled = true;
      end(null);
    },
  };
};

function open({ environment }: SimulatedTab) {
  const outbox: Outbox<AnyCommand> = new Outbox<AnyCommand>({
    environment,
    transmit: (_id, command) => sent.push(command),
    onChange: () => {},
    onFile: (wish) => wire.tell(wish),
  });
  const wire: LaidFileWire<null> = layFileWire<null>({
    socketUrl: "ws://chat.example/ws/visitor",
    environment,
    lines: outbox,
    store: connection,
    queue: (_target, file, id) => outbox.upload("c1", { type: "SendFile", fileId: "" }, file, id),
    send: (frame) => {
      if (frame.t === "upload") asked.push(frame);
    },
  });
  outbox.keep("k1");
  outbox.resume();
  return { outbox, wire, files: new ClientFiles(wire, put), line: () => outbox.pending("c1")[0] };
}

const file = (name = "a.pdf") => new File(["content"], name, { type: "application/pdf" });
const stored = (fileId = "f1") =>
  ({ file: { fileId, name: "a.pdf", mime: "application/pdf", sizeBytes: 7, image: null } }) as UploadAnswer;
/** What follows an answer takes a few turns, and no time. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
}

function answerAll(wire: LaidFileWire<null>): void {
  for (const { id } of asked.splice(0)) wire.tell({ t: "upload", id, url: `files/upload?of=${id}` });
}

function cut(outbox: Outbox<AnyCommand>): void {
  connection.state = { connection: { kind: "connecting" } };
  outbox.pause();
}

function mend(outbox: Outbox<AnyCommand>, wire: LaidFileWire<null>): void {
  connection.state = { connection: { kind: "online" } };
  outbox.resume();
  wire.tell({ t: "online" });
}

test("[FI11] a file is a line from the first moment on, shows how far it has come, and is sent once it is stored", async () => {
  const { files, wire, line } = open(browser.openTab());
  void files.send(null, file());
  expect(line()).toMatchObject({
    file: { name: "a.pdf", sizeBytes: 7 },
    state: { kind: "uploading", share: 0 },
  });
  expect(asked).toEqual([{ t: "upload", id: line()?.id, name: "a.pdf", sizeBytes: 7 }]);
  answerAll(wire);
  expect(putting[0]?.url).toBe(`http://chat.example/files/upload?of=${line()?.id}`);
  putting[0]?.progress(0.5);
  expect(line()?.state).toEqual({ kind: "uploading", share: 0.5 });
  expect(sent).toEqual([]);
  putting[0]?.end(stored());
  await settled();
  expect(line()?.state).toEqual({ kind: "sending" });
  expect(sent).toEqual([{ type: "SendFile", fileId: "f1" }]);
});

test("[FI11] what is written during an upload goes before it, and does not wait", async () => {
  const { files, wire, outbox } = open(browser.openTab());
  void files.send(null, file());
  void outbox.add("c1", { type: "SendMessage", text: "meanwhile" });
  expect(sent).toEqual([{ type: "SendMessage", text: "meanwhile" }]);
  answerAll(wire);
});

test("[FI3] [FI11] a refusal stays with its line, before the upload and after it", async () => {
  const { files, wire, outbox } = open(browser.openTab());
  void files.send(null, file("a.exe"));
  void files.send(null, file("b.pdf"));
  const [first, second] = outbox.pending("c1");
  wire.tell({ t: "upload", id: first?.id ?? "", refusal: { reason: "file-type", allowed: ["pdf"] } });
  asked.shift();
  answerAll(wire);
  putting[0]?.end({ refusal: { reason: "file-mismatch" } });
  await settled();
  expect(outbox.pending("c1").map(({ id, state }) => [id, state])).toEqual([
    [first?.id, { kind: "failed", refusal: { reason: "file-type", allowed: ["pdf"] } }],
    [second?.id, { kind: "failed", refusal: { reason: "file-mismatch" } }],
  ]);
});

test("[FI11] cancelled, an upload ends and its line is gone", async () => {
  const { files, wire, outbox, line } = open(browser.openTab());
  void files.send(null, file());
  answerAll(wire);
  outbox.discard(line()?.id ?? "");
  expect([line(), putting[0]?.isCancelled]).toEqual([undefined, true]);
  await settled();
  expect(sent).toEqual([]);
});

test("[FI11] a connection that is lost before the address came is asked again when it is back", async () => {
  const { files, wire, outbox } = open(browser.openTab());
  cut(outbox);
  void files.send(null, file());
  expect(asked).toEqual([]);
  mend(outbox, wire);
  expect(asked).toHaveLength(1);
  // Lost again before the answer.
  cut(outbox);
  mend(outbox, wire);
  expect(asked).toHaveLength(2);
});

test("[FI11] an upload that breaks off begins again by itself, at growing intervals, and gives up in the end", async () => {
  const { files, wire, outbox, line } = open(browser.openTab());
  void files.send(null, file());
  for (let attempt = 0; attempt < 6; attempt += 1) {
    answerAll(wire);
    putting[attempt]?.end(null);
    await settled();
    clock.advance(1000 * 2 ** attempt);
  }
  expect(line()?.state).toEqual({ kind: "failed", refusal: { reason: "upload-failed" } });
  outbox.retry(line()?.id ?? "");
  answerAll(wire);
  putting.at(-1)?.end(stored());
  await settled();
  expect(sent).toEqual([{ type: "SendFile", fileId: "f1" }]);
});

test("[FI11] an upload that broke off with the connection begins again as soon as that is back", async () => {
  const { files, wire, outbox } = open(browser.openTab());
  void files.send(null, file());
  answerAll(wire);
  cut(outbox);
  putting[0]?.end(null);
  await settled();
  mend(outbox, wire);
  expect(asked).toHaveLength(1);
});

test("[FI11] a page that is reloaded loses the upload and says so; one that was stored is sent by the next page", async () => {
  const tab = browser.openTab();
  const { files, wire } = open(tab);
  void files.send(null, file("lost.pdf"));
  void files.send(null, file("kept.pdf"));
  const [, kept] = asked;
  answerAll(wire);
  cutOff();
  putting.find(({ url }) => url.endsWith(kept?.id ?? ""))?.end(stored());
  await settled();
  tab.close();
  connection.state = { connection: { kind: "online" } };
  sent.length = 0;
  const next = open(browser.openTab());
  expect(sent).toEqual([{ type: "SendFile", fileId: "f1" }]);
  const lost = next.outbox.pending("c1").find(({ file }) => file?.name === "lost.pdf");
  expect(lost?.state).toEqual({ kind: "failed", refusal: { reason: "upload-lost" } });
  // There is nothing to send again.
  next.outbox.retry(lost?.id ?? "");
  expect(next.outbox.pending("c1").find(({ id }) => id === lost?.id)?.state).toEqual(lost?.state);
});

/** The page hears nothing more of the server. */
function cutOff(): void {
  connection.state = { connection: { kind: "connecting" } };
}

test("[FI10] [FI11] a file that lay unsent for too long is uploaded again at the next try", async () => {
  const { files, wire, outbox, line } = open(browser.openTab());
  void files.send(null, file());
  answerAll(wire);
  putting[0]?.end(stored());
  await settled();
  outbox.refused({ t: "refused", id: line()?.id ?? "", refusal: { reason: "file-not-found" } });
  expect(line()?.state).toEqual({ kind: "failed", refusal: { reason: "file-not-found" } });
  outbox.retry(line()?.id ?? "");
  expect(line()?.state.kind).toBe("uploading");
  answerAll(wire);
  putting[1]?.end(stored("f2"));
  await settled();
  expect(sent.at(-1)).toEqual({ type: "SendFile", fileId: "f2" });
});

test("[FI11] of many files two are on their way at once", async () => {
  const { files, wire } = open(browser.openTab());
  for (const name of ["1.pdf", "2.pdf", "3.pdf"]) void files.send(null, file(name));
  expect(asked.map(({ name }) => name)).toEqual(["1.pdf", "2.pdf"]);
  answerAll(wire);
  putting[0]?.end(stored());
  await settled();
  expect(asked.map(({ name }) => name)).toEqual(["3.pdf"]);
});
