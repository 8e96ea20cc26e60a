import type { VisitorRow } from "@causerie/protocol";
import { IconArrowBackUp, IconPaperclip } from "@tabler/icons-react";
import { useWords } from "../words/Words.tsx";
import classes from "./Cells.module.css";

/** On one line; an arrow before what was written to the visitor. */
export function LatestMessage({ message }: { message: VisitorRow["message"] }) {
  const words = useWords();
  if (!message) return null;
  return (
    <span className={classes.message} title={message.text}>
      {message.from === "agent" && <IconArrowBackUp size={13} role="img" aria-label={words.fromAgent} />}
      {message.isFile && <IconPaperclip size={13} role="img" aria-label={words.fileSent} />}
      <bdi>{message.text}</bdi>
    </span>
  );
}
