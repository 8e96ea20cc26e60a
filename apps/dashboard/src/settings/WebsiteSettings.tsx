import { IconExternalLink } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Snippet } from "../home/Snippet.tsx";
import { useWords } from "../words/Words.tsx";
import { mailQuery } from "./management.ts";
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
      <Mail />
    </Section>
  );
}

function Mail() {
  const { websiteSettings } = useWords();
  const { data } = useQuery(mailQuery);
  if (!data) return null;
  const { from, ticketEmail } = data;
  return (
    <div className={classes.card}>
      <h3>{websiteSettings.mail}</h3>
      <p>{from === null ? websiteSettings.noMail : websiteSettings.mailFrom(from)}</p>
      {from !== null && ticketEmail !== null && (
        <p className={classes.state}>{websiteSettings.ticketsGoTo(ticketEmail)}</p>
      )}
    </div>
  );
}
