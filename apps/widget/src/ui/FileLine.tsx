import type { FileRef } from "@causerie/domain";
import { useState } from "preact/hooks";
import type { LogMessage } from "../chat/log-lines.ts";
import { fileSize, fileWords } from "../words/files.ts";
import { useFileLink, useImage } from "./client-files.ts";
import { Icon } from "./Icon.tsx";
import { Lightbox } from "./Lightbox.tsx";
import type { PanelModel } from "./panel-model.ts";

type OfFile = LogMessage & { file: NonNullable<LogMessage["file"]> };
type Stored = { file: FileRef; model: PanelModel };

/** The most that an image takes of the log. */
const WIDEST_PX = 240;
const HIGHEST_PX = 260;

/** A file in the log: on its way, as an image, or as a card to download it from. */
export function FileLine({ message, model }: { message: OfFile; model: PanelModel }) {
  const { file } = message;
  if (!isStored(file)) return <OnItsWay message={message} model={model} />;
  return isImage(message) ? <Image file={file} model={model} /> : <Card file={file} model={model} />;
}

/** One that is stored: it stands without a bubble around it. */
export function isImage({ file }: LogMessage): boolean {
  return file !== null && isStored(file) && file.image !== null;
}

function isStored(file: OfFile["file"]): file is FileRef {
  return "fileId" in file;
}

function Facts({ file, model }: { file: OfFile["file"]; model: PanelModel }) {
  const { language, locale } = model.speech.value;
  return (
    <>
      <Icon name="file" />
      <span class="file-facts">
        <bdi class="file-name" data-text>
          {file.name}
        </bdi>
        <span class="file-size">{fileSize(language, locale, file.sizeBytes)}</span>
      </span>
    </>
  );
}

/** Opens in a tab of its own: an address that has expired would take the page's place. */
function Card({ file, model }: Stored) {
  const words = fileWords[model.speech.value.language];
  const link = useFileLink(model, file.fileId);
  if (link === null) return <p>{words.gone}</p>;
  return (
    <a class="file" href={link?.url ?? ""} target="_blank" rel="noopener noreferrer" download={file.name}>
      <Facts file={file} model={model} />
      <span class="unseen">{words.download}</span>
      <Icon name="download" />
    </a>
  );
}

/** In its place from the first moment on. Where the page lets no image of ours in, a card. */
function Image({ file, model }: Stored) {
  const words = fileWords[model.speech.value.language];
  const { src, onError } = useImage(model, file.fileId);
  const link = useFileLink(model, file.fileId);
  const [isOpen, setOpen] = useState(false);
  const { width, height } = file.image ?? { width: 1, height: 1 };
  const scale = Math.min(1, WIDEST_PX / width, HIGHEST_PX / height);
  if (link !== undefined && src === null)
    return (
      <div class="image-card">
        <Card file={file} model={model} />
      </div>
    );
  return (
    <>
      <button class="image" type="button" onClick={() => setOpen(true)}>
        <img
          src={src ?? undefined}
          alt=""
          width={Math.max(48, Math.round(width * scale))}
          height={Math.max(32, Math.round(height * scale))}
          onError={onError}
        />
        <span class="unseen">
          {words.open} <bdi data-text>{file.name}</bdi>
        </span>
      </button>
      {isOpen && link && (
        <Lightbox
          file={file}
          url={link.url}
          words={words}
          onError={() => model.files.client.links.refresh(file.fileId)}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  );
}

function OnItsWay({ message: { id, file, delivery }, model }: { message: OfFile; model: PanelModel }) {
  const words = fileWords[model.speech.value.language];
  if (delivery.kind !== "uploading")
    return (
      <div class="file">
        <Facts file={file} model={model} />
      </div>
    );
  const percent = Math.round(delivery.share * 100);
  const label = words.cancel.replace("{name}", file.name);
  return (
    <>
      <div class="file">
        <Facts file={file} model={model} />
        <button
          type="button"
          class="file-cancel"
          aria-label={label}
          onClick={() => model.host.client.discard(id)}
        >
          <Icon name="close" />
        </button>
      </div>
      <progress max={100} value={percent} aria-label={file.name} />
      <p class="file-size">
        {percent < 100 ? words.uploading.replace("{percent}", String(percent)) : words.checking}
      </p>
    </>
  );
}
