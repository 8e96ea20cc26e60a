import { IconExternalLink } from "@tabler/icons-react";
import { Snippet } from "../home/Snippet.tsx";
import { useWords } from "../words/Words.tsx";
import { Section } from "./Section.tsx";
import classes from "./Settings.module.css";

export function WebsiteSettings() {
  const words = useWords();
  const { api, apiHint, apiDocs } = words.websiteSettings;
  return (
    <Section title={words.settingsRoom.website}>
      <div className={classes.card}>
        <h3>{words.snippetTitle}</h3>
        <Snippet />
      </div>
      <div className={classes.card}>
        <h3>{api}</h3>
        <p>{apiHint}</p>
        <a href="/api/docs" target="_blank" rel="noopener" className={classes.link}>
          {apiDocs}
          <IconExternalLink size={14} aria-hidden />
        </a>
      </div>
    </Section>
  );
}
