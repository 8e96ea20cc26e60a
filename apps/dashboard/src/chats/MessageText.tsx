import { useMemo, useState } from "react";
import { useWords } from "../words/Words.tsx";
import classes from "./Log.module.css";
import { beginningOf, textParts } from "./text-parts.ts";

export function MessageText({ text }: { text: string }) {
  const words = useWords();
  const [isWhole, setWhole] = useState(false);
  const beginning = useMemo(() => beginningOf(text), [text]);
  const shown = isWhole || beginning === null ? text : `${beginning}…`;
  return (
    <>
      <p dir="auto" className={classes.text} data-text>
        <Parts text={shown} />
      </p>
      {beginning !== null && (
        <button
          type="button"
          className={classes.more}
          aria-expanded={isWhole}
          onClick={() => setWhole(!isWhole)}
        >
          {isWhole ? words.showLess : words.showMore}
        </button>
      )}
    </>
  );
}

function Parts({ text }: { text: string }) {
  const parts = useMemo(() => textParts(text), [text]);
  return parts.map((part, index) =>
    part.kind === "text" ? (
      part.text
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text never change places.
      <a key={index} href={part.href} target="_blank" rel="noopener noreferrer nofollow">
        {part.text}
      </a>
    ),
  );
}
