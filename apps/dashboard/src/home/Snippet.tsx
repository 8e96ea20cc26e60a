import { Button } from "@mantine/core";
import { useClipboard } from "@mantine/hooks";
import { IconCheck, IconCopy, IconExternalLink } from "@tabler/icons-react";
import { useSession } from "../connection/AgentConnection.tsx";
import { useWords } from "../words/Words.tsx";
import classes from "./Home.module.css";

/** The line for the site's pages, and where to try it at once. */
export function Snippet() {
  const words = useWords();
  const { snippet, demoShopUrl } = useSession();
  const { copy, copied, error } = useClipboard();
  return (
    <div className={classes.install}>
      <p className={classes.hint}>{words.snippetHint}</p>
      <div className={classes.snippet}>
        <code>{snippet}</code>
        <Button
          size="compact-sm"
          variant="default"
          leftSection={copied ? <IconCheck size={14} /> : <IconCopy size={14} />}
          onClick={() => copy(snippet)}
        >
          {copied ? words.copied : words.copy}
        </Button>
      </div>
      {error && <p role="alert">{words.copyFailed}</p>}
      {demoShopUrl && (
        <p className={classes.demo}>
          {words.demoShopHint}{" "}
          <a href={demoShopUrl} target="_blank" rel="noopener">
            {words.openDemoShop}
            <IconExternalLink size={14} aria-hidden />
          </a>
        </p>
      )}
    </div>
  );
}
