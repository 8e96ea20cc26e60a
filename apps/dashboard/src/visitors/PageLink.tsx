import type { Page } from "@causerie/protocol";
import { useWords } from "../words/Words.tsx";
import classes from "./Cells.module.css";
import { webAddress } from "./web-address.ts";

/** The page's title, leading to the page. What is no web address is shown and leads nowhere. */
export function PageLink({ page }: { page: Page }) {
  const words = useWords();
  const href = webAddress(page.url);
  const title = page.title.trim() || page.url;
  if (!href) return <bdi className={classes.title}>{title}</bdi>;
  return (
    <a
      href={href}
      target="_blank"
      rel="noopener noreferrer"
      title={`${page.url} (${words.opensNewTab})`}
      className={`${classes.link} ${classes.title}`}
      dir="auto"
    >
      {title}
    </a>
  );
}
