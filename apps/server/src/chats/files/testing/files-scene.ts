import { randomUUID } from "node:crypto";
import { readdir, rm } from "node:fs/promises";
import type { UploadAnswer } from "@causerie/protocol";
import { pino } from "pino";
import sharp from "sharp";
import { expect } from "vitest";
import { buildHttp } from "../../../platform/http/app.ts";
import type { TestSocket } from "../../testing/node.ts";
import { openScene, type Scene } from "../../testing/scene.ts";

/** A scene, with its doors for files. `agentHere`: whose session the asking browser holds. */
export type FilesScene = Scene & {
  agentHere: number;
  /** With a slash at its end. */
  root: string;
  /** Asked for and put; what came of it, whoever refused. */
  upload(socket: TestSocket, ask: Ask): Promise<UploadAnswer>;
  /** One that must be taken. */
  uploaded(socket: TestSocket, ask: Ask): Promise<Extract<UploadAnswer, { file: unknown }>["file"]>;
  put(url: unknown, body: Buffer): Promise<{ status: number; answer: UploadAnswer }>;
  contentAt(url: string | undefined): Promise<Buffer>;
  /** Files on the disk, and rows in the table, of the whole scene. */
  leftBehind(): Promise<{ onDisk: number; rows: number }>;
};

/** `sizeBytes`: what is asked for, where that is not what comes. */
export type Ask = { name: string; body: Buffer; sizeBytes?: number };

export async function openFilesScene(): Promise<FilesScene> {
  const scene = await openScene();
  const { files, folder } = scene.node;
  const doors = { agentHere: 0 };
  const app = await buildHttp({
    config: { publicUrl: undefined, trustedProxies: [] },
    log: pino({ level: "silent" }),
    health: () => "ok",
    routes: [files.routes(async (_request, agentId) => agentId === doors.agentHere)],
  });
  const root = `${await app.listen({ host: "127.0.0.1", port: 0 })}/`;
  const put = (url: unknown, body: Buffer) => putAt(root + String(url), body);
  const upload = async (socket: TestSocket, ask: Ask): Promise<UploadAnswer> => {
    const asked = await askFor(socket, ask);
    // What carries no address carries a refusal (files.ts of the protocol).
    return asked.url === undefined
      ? (asked as unknown as UploadAnswer)
      : (await put(asked.url, ask.body)).answer;
  };
  return Object.assign(doors, scene, {
    root,
    put,
    upload,
    uploaded: async (socket: TestSocket, ask: Ask) => {
      const answer = await upload(socket, ask);
      if (!("file" in answer)) throw new Error(JSON.stringify(answer));
      return answer.file;
    },
    contentAt: async (url: string | undefined) => {
      const response = await fetch(root + url);
      expect(response.status).toBe(200);
      return Buffer.from(await response.arrayBuffer());
    },
    leftBehind: async () => {
      const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
      const { rows } = await scene.pool.query("select count(*)::int as count from file");
      return { onDisk: entries.filter((entry) => entry.isFile()).length, rows: rows[0].count };
    },
    close: async () => {
      await app.close();
      await scene.close();
      await rm(folder, { recursive: true, force: true });
    },
  });
}

export async function askFor(socket: TestSocket, { name, body, sizeBytes = body.length }: Ask) {
  const id = randomUUID();
  socket.tell({ t: "upload", id, name, sizeBytes });
  return socket.frame((frame) => frame.t === "upload" && frame.id === id);
}

async function putAt(url: string, body: Buffer): Promise<{ status: number; answer: UploadAnswer }> {
  // Not shared: what is typed as a buffer may lie in a pool.
  const response = await fetch(url, { method: "POST", body: new Uint8Array(body) });
  // The door answers nothing else.
  return { status: response.status, answer: (await response.json()) as UploadAnswer };
}

type Link = { fileId: string; url: string; thumbnailUrl: string | null; expiresAt: number };

export async function linksOf(socket: TestSocket, fileIds: string[]) {
  const before = socket.frames.length;
  socket.tell({ t: "links", fileIds });
  return socket.frame((frame) => frame.t === "links" && socket.frames.indexOf(frame) >= before);
}

/** Undefined: not for this socket to see. */
export async function linkTo(socket: TestSocket, fileId: string): Promise<Link | undefined> {
  // A links frame carries them (files.ts of the protocol).
  return ((await linksOf(socket, [fileId])).links as Link[])[0];
}

export const png = (width = 40, height = 30) =>
  sharp({ create: { width, height, channels: 3, background: "teal" } })
    .png()
    .toBuffer();

/** 900 × 600 as it lies, 600 × 900 as it is to be seen. */
export const photoWithGps = () =>
  sharp({ create: { width: 900, height: 600, channels: 3, background: "olive" } })
    .withExif({
      IFD0: { Make: "Secret Camera" },
      IFD3: {
        GPSLatitudeRef: "N",
        GPSLatitude: "48/1 51/1 30/1",
        GPSLongitudeRef: "E",
        GPSLongitude: "2/1 17/1 40/1",
      },
    })
    .withMetadata({ orientation: 6 });

export const PDF = Buffer.from("%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n");
export const SVG = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>');
export const HTML = Buffer.from("<!doctype html><script>alert(1)</script>");
