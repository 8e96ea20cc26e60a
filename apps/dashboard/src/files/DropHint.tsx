import { IconFileUpload } from "@tabler/icons-react";
import { useWords } from "../words/Words.tsx";
import classes from "./Files.module.css";

/** Over the chat's window while files are held above it. */
export function DropHint() {
  const words = useWords();
  return (
    <div className={classes.drop} role="status">
      <IconFileUpload size={30} stroke={1.5} aria-hidden />
      <p>{words.dropFiles}</p>
    </div>
  );
}
