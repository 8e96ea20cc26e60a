import type { FileRef } from "@causerie/domain";
import { IconDownload } from "@tabler/icons-react";
import { useWords } from "../words/Words.tsx";
import { useFileLink } from "./client-files.ts";
import { FileFacts } from "./FileFacts.tsx";
import classes from "./Files.module.css";

/** A click downloads it. In a tab of its own, so that an address which has expired does not take the chat's place. */
export function FileCard({ file }: { file: FileRef }) {
  const words = useWords();
  const link = useFileLink(file.fileId);
  if (link === null)
    return (
      <div className={classes.card}>
        <FileFacts file={file} />
        <span className={classes.gone}>{words.fileGone}</span>
      </div>
    );
  return (
    <a
      className={classes.card}
      href={link?.url}
      target="_blank"
      rel="noopener noreferrer"
      download={file.name}
    >
      <FileFacts file={file} />
      <IconDownload size={17} className={classes.mark} aria-label={words.download} />
    </a>
  );
}
