import type { UploadFaultWords } from "./error-words.ts";

const number = new Intl.NumberFormat("en", { maximumFractionDigits: 1 });
const mb = (bytes: number) => Math.floor(bytes / 1024 / 1024);
const mp = (pixels: number) => Math.floor(pixels / 1_000_000);

export const enFiles = {
  attach: "Attach a file",
  dropFiles: "Drop the files to send them",
  noFilesInNotes: "Notes hold no files. Switch the private note off to send files to the visitor.",
  uploading: (percent: number) => `Uploading, ${percent}%`,
  uploadOf: (name: string) => `Upload of ${name}`,
  checkingFile: "Checking…",
  cancelUpload: (name: string) => `Cancel the upload of ${name}`,
  openImage: "Open the image",
  download: "Download",
  closeImage: "Close the image",
  fileGone: "This file is not here any more.",
  fileKind: { pdf: "PDF", text: "Text", image: "Image" },
  fileSize,
};

export const enUploadFaults: UploadFaultWords = {
  "file-too-large": ({ maxBytes }) =>
    `The file is larger than ${mb(maxBytes)} MB. Make it smaller, or share a link to it.`,
  "file-type": ({ allowed }) =>
    `Files of this type are not accepted. Send one of these: ${allowed.join(", ")}.`,
  "file-mismatch": () =>
    "The content is not what the name says. Check the file, or save it again in the right format.",
  "file-empty": () => "The file is empty. Choose another one.",
  "image-broken": () => "The image is damaged and cannot be read. Save it again, then attach it.",
  "image-too-large": ({ maxPixels }) =>
    `The image has more than ${mp(maxPixels)} megapixels. Make it smaller, then attach it.`,
  "too-many-files": () => "That is a great many files at once. Wait a while before you send more.",
  "upload-expired": () => "The upload took too long. Try again.",
  "upload-incomplete": () => "The upload was cut off. Try again.",
  "upload-failed": () => "The file did not get through. Check your connection, then try again.",
  "upload-lost": () => "The page was reloaded during the upload. Attach the file again.",
};

/** In the unit that gives one to three digits before the point. */
function fileSize(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  if (bytes < 1_000_000) return `${Math.round(bytes / 1000)} kB`;
  return `${number.format(bytes / 1_000_000)} MB`;
}
