import { IconFile, IconFileText, IconFileTypePdf, IconPhoto } from "@tabler/icons-react";
import type { Words } from "../words/en.ts";
import { useWords } from "../words/Words.tsx";
import classes from "./Files.module.css";

type Props = { file: { name: string; mime: string; sizeBytes: number } };

/** The name, isolated, since it may be written in any direction; the kind and the size. */
export function FileFacts({ file: { name, mime, sizeBytes } }: Props) {
  const words = useWords();
  const Icon = ICONS[kindOf(mime)];
  const facts = [kindName(words, mime), words.fileSize(sizeBytes)].filter((fact) => fact !== null);
  return (
    <>
      <Icon size={26} stroke={1.5} className={classes.kind} aria-hidden />
      <span className={classes.facts}>
        <bdi className={classes.name} data-text>
          {name}
        </bdi>
        <span className={classes.size}>{facts.join(" · ")}</span>
      </span>
    </>
  );
}

const ICONS = { pdf: IconFileTypePdf, text: IconFileText, image: IconPhoto, other: IconFile };

function kindOf(mime: string): keyof typeof ICONS {
  if (mime.startsWith("image/")) return "image";
  if (mime === "application/pdf") return "pdf";
  return mime.startsWith("text/") ? "text" : "other";
}

function kindName(words: Words, mime: string): string | null {
  const kind = kindOf(mime);
  return kind === "other" ? null : words.fileKind[kind];
}
