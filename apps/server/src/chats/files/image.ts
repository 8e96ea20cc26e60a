import type { FileRefusal } from "@causerie/protocol";
import sharp, { type Metadata, type Sharp } from "sharp";
import { InTurn } from "./in-turn.ts";
import { movingPng } from "./moving-png.ts";

/** Of one picture; a telephone's largest have 50 million. Decoded it takes 4 bytes for each. */
const MAX_PIXELS = 50_000_000;
/** Of all frames of a moving picture together. */
const MAX_MOVING_PIXELS = 100_000_000;
/** [FI15] Some minutes of them. Each takes its time, however small it is. */
const MAX_FRAMES = 5000;
/** Past this a moving picture's small one stands still: making it would take seconds. */
const MAX_MOVING_THUMBNAIL_PIXELS = 40_000_000;
const THUMBNAIL_SIDE = 480;

/** One thread at a time: beside it the server goes on carrying messages. */
sharp.concurrency(1);
sharp.cache(false);
const inTurn = new InTurn(1);

/** `thumbnail`: WebP; null where the picture itself is small enough. */
export type PreparedImage = {
  content: Buffer;
  size: { width: number; height: number };
  thumbnail: Buffer | null;
};

/**
 * [FI7] The picture as it is seen, upright and in sRGB, and nothing else that the file held: where it was taken,
 * with what, by whom. What the content is must have been checked: sharp reads far more than we take.
 */
export function prepareImage(path: string, person: string): Promise<PreparedImage | FileRefusal> {
  return inTurn.run(person, async () => {
    try {
      const metadata = await sharp(path, { animated: true, limitInputPixels: false }).metadata();
      return refusalOf(metadata) ?? (await moving(path, metadata)) ?? (await prepared(path, metadata));
    } catch {
      // libvips says of what it cannot read no more than that.
      return { reason: "image-broken" };
    }
  });
}

/** From the header alone: of a bomb not one pixel is decoded. */
function refusalOf({ width, height, pages = 1, pageHeight = height }: Metadata): FileRefusal | null {
  const isTooMuch = pages > MAX_FRAMES || (pages > 1 && width * height > MAX_MOVING_PIXELS);
  const isTooLarge = isTooMuch || width * pageHeight > MAX_PIXELS;
  return isTooLarge ? { reason: "image-too-large", maxPixels: MAX_PIXELS } : null;
}

/** A PNG of several frames goes on moving; its small one stands still. null: it is not one. */
async function moving(path: string, metadata: Metadata): Promise<PreparedImage | FileRefusal | null> {
  const png = metadata.format === "png" ? await movingPng(path) : null;
  if (png === null) return null;
  const refusal = refusalOf({
    ...metadata,
    height: metadata.height * png.frames,
    pages: png.frames,
    pageHeight: metadata.height,
  });
  // The first frame is read as any picture is: a broken one is refused.
  return refusal ?? { ...(await prepared(path, metadata)), content: png.content };
}

async function prepared(path: string, metadata: Metadata): Promise<PreparedImage> {
  const { width, height, pages = 1, pageHeight = height, autoOrient } = metadata;
  const isMoving = pages > 1;
  const content = await encoded(opened(path, isMoving), metadata).toBuffer();
  const size = isMoving ? { width, height: pageHeight } : autoOrient;
  const isSmall = Math.max(size.width, size.height) <= THUMBNAIL_SIDE;
  return { content, size, thumbnail: isSmall ? null : await thumbnailOf(path, metadata) };
}

function opened(path: string, animated: boolean): Sharp {
  const image = sharp(path, {
    animated,
    limitInputPixels: animated ? MAX_MOVING_PIXELS : MAX_PIXELS,
    failOn: "error",
  });
  // Frames are one tall picture to sharp, which cannot be turned.
  return animated ? image : image.autoOrient();
}

/** Again what it was. Metadata and colour profile stay behind: sharp keeps them only when told to. */
function encoded(image: Sharp, { format }: Metadata): Sharp {
  switch (format) {
    case "jpeg":
      return image.jpeg({ quality: 90 });
    case "png":
      return image.png();
    case "gif":
      return image.gif({ effort: 3 });
    case "webp":
      return image.webp({ quality: 90 });
    default:
      throw new Error(`an image of the format ${format} is not one that we take`);
  }
}

function thumbnailOf(path: string, { width, height, pages = 1 }: Metadata): Promise<Buffer> {
  const isMoving = pages > 1 && width * height <= MAX_MOVING_THUMBNAIL_PIXELS;
  return opened(path, isMoving)
    .resize(THUMBNAIL_SIDE, THUMBNAIL_SIDE, { fit: "inside", withoutEnlargement: true })
    .webp(isMoving ? { quality: 70, effort: 2 } : { quality: 80 })
    .toBuffer();
}
