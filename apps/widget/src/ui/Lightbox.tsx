import type { FileRef } from "@causerie/domain";
import { useLayoutEffect, useRef } from "preact/hooks";
import type { fileWords } from "../words/files.ts";
import type { Language } from "../words/language.ts";
import { Icon } from "./Icon.tsx";

type Props = {
  file: FileRef;
  url: string;
  words: (typeof fileWords)[Language];
  onError: () => void;
  onClose: () => void;
};

/** The whole picture over the whole page; Escape, the button or a click beside it closes it. */
export function Lightbox({ file: { name, image }, url, words, onError, onClose }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => dialog.current?.showModal(), []);
  const onKeyDown = (event: KeyboardEvent) => {
    // The panel behind stays open.
    if (event.key === "Escape") event.stopPropagation();
  };
  return (
    <dialog
      ref={dialog}
      class="lightbox"
      aria-label={name}
      onClose={onClose}
      onKeyDown={onKeyDown}
      onClick={(event) => event.target === event.currentTarget && dialog.current?.close()}
    >
      <div class="lightbox-bar">
        <bdi>{name}</bdi>
        <a href={url} target="_blank" rel="noopener noreferrer" download={name} aria-label={words.download}>
          <Icon name="download" />
        </a>
        <button type="button" aria-label={words.closeImage} onClick={() => dialog.current?.close()}>
          <Icon name="close" />
        </button>
      </div>
      <img src={url} alt={name} width={image?.width} height={image?.height} onError={onError} />
    </dialog>
  );
}
