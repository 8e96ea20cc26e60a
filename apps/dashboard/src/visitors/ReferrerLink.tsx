import type { Referrer } from "@causerie/protocol";
import { useWords } from "../words/Words.tsx";
import classes from "./Cells.module.css";
import { webAddress } from "./web-address.ts";

export function ReferrerLink({ referrer }: { referrer: Referrer | null }) {
  const words = useWords();
  if (!referrer) return <span className={classes.none}>{words.direct}</span>;
  const shown = referrer.searchEngine ?? referrer.host;
  const href = webAddress(referrer.url);
  if (!href) return <bdi>{shown}</bdi>;
  return (
    <a href={href} target="_blank" rel="noopener noreferrer" title={referrer.url} className={classes.link}>
      <bdi>{shown}</bdi>
    </a>
  );
}
