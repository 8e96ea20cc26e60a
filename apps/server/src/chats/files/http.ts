import type { FileRefusal, UploadAnswer } from "@causerie/protocol";
import type { FastifyReply, FastifyRequest } from "fastify";
import Type from "typebox";
import { isKey } from "../../platform/files/file-store.ts";
import type { HttpApp, HttpRoutes } from "../../platform/http/app.ts";
import { HttpRefusal } from "../../platform/http/refusal.ts";
import { sayClosed } from "./closed.ts";
import { contentDisposition } from "./content-disposition.ts";
import { type FilesContext, thumbnailKey } from "./context.ts";
import { visibleFiles } from "./rows.ts";
import { takeUpload } from "./take-upload.ts";

/** So long nothing comes, and the line is taken as cut. */
const SILENT_MS = 30_000;

const STATUS: Readonly<Record<FileRefusal["reason"], number>> = {
  "file-too-large": 413,
  "file-type": 415,
  "file-mismatch": 415,
  "file-empty": 422,
  "image-broken": 422,
  "image-too-large": 422,
  "too-many-files": 429,
  "upload-expired": 403,
  "upload-incomplete": 400,
};

/** `isAgentHere`: the browser that asks holds this agent's session. */
export type FileRoutesOptions = {
  context: FilesContext;
  isAgentHere(request: FastifyRequest, agentId: number): Promise<boolean>;
};

/** Where files are put and fetched. No cookie is read but an agent's own: all authority is in the addresses. */
export function fileRoutes(options: FileRoutesOptions): HttpRoutes {
  return async (app) => {
    await app.register(async (scope) => uploads(scope, options.context));
    downloads(app, options);
  };
}

/** From pages of any origin, as the widget is on them. */
function uploads(app: HttpApp, context: FilesContext): void {
  app.removeAllContentTypeParsers();
  // Bodies are read as they come, never held whole.
  app.addContentTypeParser("*", (_request, _body, done) => done(null));
  app.addHook("onRequest", async (_request, reply) => {
    reply.header("access-control-allow-origin", "*").header("cross-origin-resource-policy", "cross-origin");
  });
  app.options("/files/upload", (_request, reply) =>
    reply
      .headers({
        "access-control-allow-methods": "POST",
        "access-control-allow-headers": "content-type",
        "access-control-max-age": "7200",
      })
      .status(204)
      .send(),
  );
  app.post(
    "/files/upload",
    {
      config: { slowBody: true },
      schema: { querystring: Type.Object({ grant: Type.String(), key: Type.String() }) },
    },
    async (request, reply) => {
      const checked = context.addresses.readUpload(request.query, context.now());
      if (!checked.ok) return refuse(reply, { reason: "upload-expired" });
      request.raw.setTimeout(SILENT_MS, () => request.raw.destroy());
      try {
        const taken = await takeUpload(context, checked.grant, request.raw, request.ip);
        if (taken === "busy") throw busy();
        return answer(reply, taken);
      } finally {
        // The connection may carry other requests after this one.
        request.raw.setTimeout(0);
      }
    },
  );
}

/** No refusal of the file: a client puts it again by itself. */
function busy(): HttpRefusal {
  const message = "Too many uploads at once. Put the file again in 2 seconds.";
  return new HttpRefusal("too-many-attempts", message, { retryAfterSeconds: 2 });
}

function answer(reply: FastifyReply, taken: UploadAnswer): FastifyReply {
  return "refusal" in taken ? refuse(reply, taken.refusal) : reply.status(201).send(taken);
}

function refuse(reply: FastifyReply, refusal: FileRefusal): FastifyReply {
  return reply.status(STATUS[refusal.reason]).send({ refusal } satisfies UploadAnswer);
}

const OpenQuery = Type.Object({
  for: Type.String(),
  until: Type.Integer(),
  key: Type.String(),
  thumbnail: Type.Optional(Type.String()),
});

function downloads(app: HttpApp, { context, isAgentHere }: FileRoutesOptions): void {
  app.get(
    "/files/:fileId/*",
    { schema: { params: Type.Object({ fileId: Type.String() }), querystring: OpenQuery } },
    async (request, reply) => {
      const { fileId } = request.params;
      const checked = context.addresses.readOpen(fileId, request.query, context.now());
      if (!checked.ok) return sayClosed(request, reply, checked.because);
      const [kind, id] = checked.grant.actor.split(":");
      if (kind === "agent" && !(await isAgentHere(request, Number(id))))
        return sayClosed(request, reply, "not-you");
      // Whoever was let in an hour ago may have been sent out since.
      const [file] = await visibleFiles(context.pool, checked.grant.actor, [fileId]);
      if (!file) return sayClosed(request, reply, "gone");
      const isThumbnail = request.query.thumbnail !== undefined && file.hasThumbnail;
      const key = isThumbnail ? thumbnailKey(fileId) : fileId;
      const found = isKey(key) ? await context.store.open(key) : null;
      if (!found) return sayClosed(request, reply, "gone");
      const maxAgeSeconds = Math.floor((checked.grant.expiresAt - context.now()) / 1000);
      return reply
        .headers(headersOf(file.name, isThumbnail ? "image/webp" : file.mime, maxAgeSeconds))
        .header("content-length", found.sizeBytes)
        .send(found.content);
    },
  );
}

/** [FI8] Whatever it is, no browser runs it, and none shows it as a page. */
function headersOf(name: string, mime: string, maxAgeSeconds: number): Record<string, string> {
  return {
    "content-type": mime === "text/plain" ? "text/plain; charset=utf-8" : mime,
    "content-disposition": contentDisposition(name),
    "x-content-type-options": "nosniff",
    "content-security-policy": "sandbox; default-src 'none'",
    "cross-origin-resource-policy": "cross-origin",
    "cache-control": `private, max-age=${maxAgeSeconds}, immutable`,
  };
}
