import { IconFileOff, IconFileUpload } from "@tabler/icons-react";
import { useWords } from "../words/Words.tsx";
import classes from "./Files.module.css";

/** Over the chat's window while files are held above it. `refusal`: why they are not taken. */
export function DropHint({ refusal }: { refusal?: string | undefined }) {
  const words = useWords();
  const Icon = refusal === undefined ? IconFileUpload : IconFileOff;
  return (
    <div className={classes.drop} role="status" data-refused={refusal !== undefined || undefined}>
      <Icon size={30} stroke={1.5} aria-hidden />
      <p>{refusal ?? words.dropFiles}</p>
    </div>
  );
}
