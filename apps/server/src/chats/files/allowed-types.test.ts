import type { FileTypeName, Site } from "@causerie/protocol";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { agentSocket, type TestAccount, visitorSocket } from "../testing/node.ts";
import { agentOf } from "../testing/scene.ts";
import { askFor, type FilesScene, HTML, openFilesScene, PDF, png, SVG } from "./testing/files-scene.ts";
import { officeDocument, openDocument, zip } from "./testing/zip.ts";

const OFFICE = "application/vnd.openxmlformats-officedocument";
const OPEN = "application/vnd.oasis.opendocument";
const DOCX = officeDocument(`${OFFICE}.wordprocessingml.document.main+xml`, "word/document.xml");
const DOCM = officeDocument("application/vnd.ms-word.document.macroEnabled.main+xml", "word/document.xml");
const XLSX = officeDocument(`${OFFICE}.spreadsheetml.sheet.main+xml`, "xl/workbook.xml");
const PPTX = officeDocument(`${OFFICE}.presentationml.presentation.main+xml`, "ppt/presentation.xml");
const ZIP = zip({ "notes.txt": "Hello" });
const JAR = zip({ "META-INF/MANIFEST.MF": "Main-Class: Evil" });
const MP4 = Buffer.concat([
  Buffer.from("\x00\x00\x00\x18ftypisom\x00\x00\x02\x00isommp41"),
  Buffer.alloc(64),
]);
const XML = Buffer.from('<?xml version="1.0"?><a/>');

let scene: FilesScene;
let account: TestAccount;
beforeAll(async () => {
  scene = await openFilesScene();
});
beforeEach(async () => {
  account = await scene.newAccount(1);
});
afterAll(() => scene.close());

const visitorOf = () => visitorSocket(scene.node, account);
const allow = (...fileTypes: FileTypeName[]) => Object.assign(account.settings, { fileTypes });
const BY_DEFAULT = ["pdf", "png", "jpg", "jpeg", "gif", "webp", "txt"];

test.each<[FileTypeName, Buffer, string]>([
  ["csv", Buffer.from("Größe;Prix\n40;59,90 €\n"), "text/csv"],
  ["docx", DOCX, `${OFFICE}.wordprocessingml.document`],
  ["xlsx", XLSX, `${OFFICE}.spreadsheetml.sheet`],
  ["pptx", PPTX, `${OFFICE}.presentationml.presentation`],
  ["odt", openDocument(`${OPEN}.text`), `${OPEN}.text`],
  ["ods", openDocument(`${OPEN}.spreadsheet`), `${OPEN}.spreadsheet`],
  ["zip", ZIP, "application/zip"],
  ["mp4", MP4, "video/mp4"],
])("[FI2] [SE9] a %s is taken once it is allowed, and not before", async (type, body, mime) => {
  const visitor = await visitorOf();
  const ask = { name: `a.${type.toUpperCase()}`, body };
  expect(await scene.upload(visitor, ask)).toMatchObject({
    refusal: { reason: "file-type", allowed: BY_DEFAULT },
  });
  allow(type);
  expect(await scene.uploaded(visitor, ask)).toMatchObject({ mime, sizeBytes: body.length, image: null });
  expect(await scene.upload(visitor, { name: "a.pdf", body: PDF })).toMatchObject({
    refusal: { reason: "file-type", allowed: ["png", "jpg", "jpeg", "gif", "webp", type] },
  });
});

test.each<[string, FileTypeName, Buffer]>([
  ["a docx as xlsx", "xlsx", DOCX],
  ["a docx with macros as docx", "docx", DOCM],
  ["a zip as docx", "docx", ZIP],
  ["a zip as odt", "odt", ZIP],
  ["a docx as zip", "zip", DOCX],
  ["a jar as zip", "zip", JAR],
  ["a pdf as mp4", "mp4", PDF],
  ["an html as docx", "docx", HTML],
  ["an xml as csv", "csv", XML],
  ["bytes that are no text as csv", "csv", Buffer.from([65, 0, 66])],
])("[FI2] [FI5] %s is refused, and leaves nothing", async (_what, type, body) => {
  allow(type);
  const visitor = await visitorOf();
  const before = await scene.leftBehind();
  expect(await scene.upload(visitor, { name: `a.${type}`, body })).toEqual({
    refusal: { reason: "file-mismatch" },
  });
  expect(await scene.leftBehind()).toEqual(before);
});

test("[SE9] pictures are taken whatever is set", async () => {
  allow();
  const visitor = await visitorOf();
  expect(await scene.uploaded(visitor, { name: "a.png", body: await png() })).toMatchObject({
    mime: "image/png",
  });
  expect(await scene.upload(visitor, { name: "a.txt", body: Buffer.from("Hello") })).toMatchObject({
    refusal: { reason: "file-type" },
  });
});

test.each([
  ["svg", SVG],
  ["html", HTML],
  ["xml", XML],
  ["js", Buffer.from("alert(1)")],
  ["docm", DOCM],
])("[FI2] a %s is not taken even where the store says that it may", async (type, body) => {
  Object.assign(account.settings, { fileTypes: [type, "pdf"] });
  expect(await scene.upload(await visitorOf(), { name: `a.${type}`, body })).toMatchObject({
    refusal: { reason: "file-type", allowed: ["pdf", "png", "jpg", "jpeg", "gif", "webp"] },
  });
});

describe("[SE9] a change holds at once", () => {
  test("for what was asked for before it and is put after it, which leaves nothing", async () => {
    const visitor = await visitorOf();
    const before = await scene.leftBehind();
    const { url } = await askFor(visitor, { name: "a.pdf", body: PDF });
    allow("txt");
    expect(await scene.put(url, PDF)).toMatchObject({
      status: 415,
      answer: { refusal: { reason: "file-type" } },
    });
    expect(await scene.leftBehind()).toEqual(before);
  });

  test("for what is open: widgets and dashboards are told what their file choosers are to offer", async () => {
    const { accountId } = account;
    const { settingsOf } = scene.node.context.accounts;
    const [visitor, agent] = [await visitorOf(), await agentSocket(scene.node, agentOf(account))];
    expect((await visitor.welcome()).site).toMatchObject({ accept: ".pdf,.png,.jpg,.jpeg,.gif,.webp,.txt" });
    const before = settingsOf(accountId);
    allow("png", "jpeg", "gif", "webp", "zip");
    scene.node.settingsChanged({ accountId, before, after: settingsOf(accountId), isOurs: true });
    // That an agent came is told before.
    await visitor.frame(
      ({ t, site }) => t === "site" && (site as Site).accept === ".png,.jpg,.jpeg,.gif,.webp,.zip",
    );
    const { settings } = await agent.frame(({ t }) => t === "settings");
    expect(settings).toMatchObject({ fileTypes: ["png", "jpeg", "gif", "webp", "zip"] });
  });
});
