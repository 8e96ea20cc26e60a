import { randomBytes } from "node:crypto";
import { crc32, deflateSync } from "node:zlib";
import type { Locator, Page } from "@playwright/test";

/** As Playwright's file choosers take it. */
export type TestFile = { name: string; mimeType: string; buffer: Buffer };

/** A picture of one colour, or, for `noise`, one that does not get smaller. */
export function png(
  name: string,
  width: number,
  height: number,
  fill: [number, number, number] | "noise",
): TestFile {
  const row = () => {
    const pixels =
      fill === "noise" ? randomBytes(width * 3) : Buffer.concat(Array(width).fill(Buffer.from(fill)));
    // Each row begins with its filter: none.
    return Buffer.concat([Buffer.from([0]), pixels]);
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2], 8); // 8 bits a channel, red green blue
  const parts = [
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk("IHDR", header),
    chunk("IDAT", deflateSync(Buffer.concat(Array.from({ length: height }, row)))),
    chunk("IEND", Buffer.alloc(0)),
  ];
  return { name, mimeType: "image/png", buffer: Buffer.concat(parts) };
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type), data]);
  const [length, checksum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  checksum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, checksum]);
}

export function pdf(name: string, sizeBytes = 2000): TestFile {
  const filling = Buffer.alloc(sizeBytes, "% padding\n");
  const buffer = Buffer.concat([Buffer.from("%PDF-1.4\n"), filling, Buffer.from("\n%%EOF\n")]);
  return { name, mimeType: "application/pdf", buffer };
}

/** By the button, as a person does. */
export async function attach(page: Page, button: Locator, files: TestFile[]): Promise<void> {
  const choosing = page.waitForEvent("filechooser");
  await button.click();
  await (await choosing).setFiles(files);
}

/** What a browser does when files are dragged over something and let go. False: it would open the file now. */
export async function drop(target: Locator, file: TestFile): Promise<boolean> {
  return target.evaluate(async (element, sent) => {
    const bytes = Uint8Array.from(atob(sent.base64), (sign) => sign.charCodeAt(0));
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File([bytes], sent.name, { type: sent.mimeType }));
    const init = { dataTransfer, bubbles: true, cancelable: true, composed: true };
    const [, isTaken] = ["dragover", "drop"].map((type) => !element.dispatchEvent(new DragEvent(type, init)));
    return isTaken ?? false;
  }, carried(file));
}

/** What a browser does when a picture is in the clipboard. */
export async function paste(target: Locator, file: TestFile): Promise<void> {
  await target.focus();
  await target.evaluate(async (element, sent) => {
    const bytes = Uint8Array.from(atob(sent.base64), (sign) => sign.charCodeAt(0));
    const clipboardData = new DataTransfer();
    clipboardData.items.add(new File([bytes], sent.name, { type: sent.mimeType }));
    const init = { clipboardData, bubbles: true, cancelable: true, composed: true };
    element.dispatchEvent(new ClipboardEvent("paste", init));
  }, carried(file));
}

function carried({ name, mimeType, buffer }: TestFile) {
  return { name, mimeType, base64: buffer.toString("base64") };
}

/** From now on what this page sends goes out slowly; `null` ends that. */
export async function slowDown(page: Page, bytesPerSecond: number | null): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send("Network.enable");
  await session.send("Network.emulateNetworkConditions", {
    offline: false,
    latency: 0,
    downloadThroughput: -1,
    uploadThroughput: bytesPerSecond ?? -1,
  });
}

/** The pictures in a log that are really there to be seen. */
export async function shownPictures(log: Locator): Promise<number> {
  return log
    .locator("img")
    .evaluateAll(
      (images) =>
        images.filter((image) => image instanceof HTMLImageElement && image.naturalWidth > 0).length,
    );
}
