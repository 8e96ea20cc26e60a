import { crc32 } from "node:zlib";
import sharp from "sharp";

/** As a program for moving pictures would write it, with texts in it: two frames, the second as often as is said. `between`: chunks before its end. */
export async function movingPng(seconds = 1, between: readonly Buffer[] = []): Promise<Buffer> {
  const [first, second] = await Promise.all(
    [10, 240].map((red) =>
      sharp({ create: { width: 600, height: 400, channels: 3, background: { r: red, g: 90, b: 90 } } })
        .png()
        .toBuffer(),
    ),
  );
  if (!first || !second) throw new Error("sharp made no picture");
  const frame = (sequence: number) => {
    const control = Buffer.alloc(26);
    for (const [place, value] of [sequence, 600, 400].entries()) control.writeUInt32BE(value, place * 4);
    control.writeUInt16BE(7, 20);
    control.writeUInt16BE(100, 22);
    return chunk("fcTL", control);
  };
  const sequence = Buffer.from([0, 0, 0, 2]);
  return Buffer.concat([
    first.subarray(0, 8),
    chunk("IHDR", dataOf(first, "IHDR")),
    chunk("tEXt", Buffer.from("Comment\0Secret Camera")),
    chunk("acTL", Buffer.from([0, 0, 0, 2, 0, 0, 0, 0])),
    frame(0),
    chunk("IDAT", dataOf(first, "IDAT")),
    ...Array.from({ length: seconds }, () => frame(1)),
    chunk("fdAT", Buffer.concat([sequence, dataOf(second, "IDAT")])),
    ...between,
    chunk("IEND", Buffer.alloc(0)),
    Buffer.from("and Secret Camera behind its end"),
  ]);
}

export function chunk(type: string, data: Buffer): Buffer {
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  const typed = Buffer.concat([Buffer.from(type), data]);
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(typed));
  return Buffer.concat([length, typed, sum]);
}

/** Of the only chunk of that type. */
function dataOf(image: Buffer, type: string): Buffer {
  const at = image.indexOf(type);
  return image.subarray(at + 4, at + 4 + image.readUInt32BE(at - 4));
}
