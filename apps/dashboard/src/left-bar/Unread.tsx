import { useWords } from "../words/Words.tsx";
import classes from "./LeftBar.module.css";

export function Unread({ n }: { n: number }) {
  const words = useWords();
  if (n === 0) return null;
  return (
    <span className={classes.unread} role="img" aria-label={words.unread(n)}>
      {n}
    </span>
  );
}
