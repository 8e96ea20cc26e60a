import type { FileRef } from "@causerie/domain";
import { useDisclosure } from "@mantine/hooks";
import { type CSSProperties, useEffect, useRef, useState } from "react";
import { useAgentState } from "../connection/AgentConnection.tsx";
import { useWords } from "../words/Words.tsx";
import { useClientFiles, useFileLink } from "./client-files.ts";
import { FileCard } from "./FileCard.tsx";
import classes from "./Files.module.css";
import { Lightbox } from "./Lightbox.tsx";

type Props = { file: FileRef; image: NonNullable<FileRef["image"]> };

const WIDEST_PX = 340;
const HIGHEST_PX = 300;

/** In its place from the first moment on: nothing moves when it has loaded. Where it does not load, a card. */
export function ImageInLog({ file, image }: Props) {
  const words = useWords();
  const { src, onError } = useImage(file.fileId);
  const [isOpen, lightbox] = useDisclosure(false);
  const opener = useRef<HTMLButtonElement>(null);
  if (src === null) return <FileCard file={file} />;
  return (
    <>
      <button
        ref={opener}
        type="button"
        className={classes.image}
        style={room(image)}
        onClick={lightbox.open}
      >
        {src && <img src={src} alt="" onError={onError} />}
        <span className="unseen">
          {words.openImage} <bdi data-text>{file.name}</bdi>
        </span>
      </button>
      {isOpen && <Lightbox file={file} image={image} opener={opener} onClose={lightbox.close} />}
    </>
  );
}

function room({ width, height }: Props["image"]): CSSProperties {
  const scale = Math.min(1, WIDEST_PX / width, HIGHEST_PX / height);
  return { width: Math.max(48, Math.round(width * scale)), aspectRatio: `${width} / ${height}` };
}

/** Undefined until there is an address; null when what is there does not load. The network's return tries again. */
function useImage(fileId: string): { src: string | null | undefined; onError: () => void } {
  const { links } = useClientFiles();
  const link = useFileLink(fileId);
  const isOnline = useAgentState(({ connection }) => connection.kind === "online");
  const [broken, setBroken] = useState<string | null>(null);
  const src = link?.thumbnailUrl;
  useEffect(() => {
    if (isOnline) setBroken(null);
  }, [isOnline]);
  return {
    src: link === null || (src && src === broken) ? null : src,
    onError: () => {
      setBroken(src ?? null);
      links.refresh(fileId);
    },
  };
}
