import type { FileRef } from "@causerie/domain";
import type { LogMessage } from "../chats/lines.ts";
import { FileCard } from "./FileCard.tsx";
import { FileOnItsWay } from "./FileOnItsWay.tsx";
import { ImageInLog } from "./ImageInLog.tsx";

type OfFile = LogMessage & { file: NonNullable<LogMessage["file"]> };

export function isOfFile(message: LogMessage): message is OfFile {
  return message.file !== null;
}

/** A file in the log: on its way, as an image, or as a card to download it from. */
export function FileMessage({ message: { id, file, state } }: { message: OfFile }) {
  if (!isStored(file)) return <FileOnItsWay id={id} file={file} state={state} />;
  return file.image ? <ImageInLog file={file} image={file.image} /> : <FileCard file={file} />;
}

function isStored(file: OfFile["file"]): file is FileRef {
  return "fileId" in file;
}
