import type { AgentChat } from "@causerie/client";
import type { OfflineMessage } from "@causerie/domain";
import { Button } from "@mantine/core";
import { IconMail } from "@tabler/icons-react";
import { useEffect } from "react";
import { useAgentClient, useAgentState } from "../connection/AgentConnection.tsx";
import { When } from "../ui/When.tsx";
import { visitorName } from "../visitors/visitor-name.ts";
import { useWords } from "../words/Words.tsx";
import { MessageText } from "./MessageText.tsx";
import classes from "./OfflineMessage.module.css";

type Props = { chat: AgentChat; view: OfflineMessage };

/** [HI2] What was left while nobody was online, whose it is, and the way to answer. To look at it is to read it. */
export function OfflineMessageCard({ chat, view }: Props) {
  const words = useWords();
  const client = useAgentClient();
  const { chatId } = chat;
  const { contact, visitor, unread, startedAt } = view;
  useEffect(() => {
    // Of two who open it at once, one is told that it was read already.
    if (unread) void client.readOfflineMessage(chatId);
  }, [client, chatId, unread]);
  const left = chat.entries.find((entry) => entry.type === "OfflineMessageLeft");
  const reads = chat.entries.filter((entry) => entry.type === "OfflineMessageRead");
  return (
    <article className={classes.card} aria-label={words.offlineMessage}>
      <header className={classes.head}>
        <strong>
          <bdi>{contact.name ?? visitorName(words, visitor)}</bdi>
        </strong>
        <When at={startedAt} />
      </header>
      <Contact view={view} />
      <div className={classes.text}>
        <MessageText text={left?.text ?? ""} />
      </div>
      {contact.email ? (
        <Reply email={contact.email} text={left?.text ?? ""} />
      ) : (
        <p>{words.noEmailToReply}</p>
      )}
      {reads.map(({ seq, at, agent }) => (
        <p key={seq} className={classes.read}>
          <bdi>{words.messageRead(agent.name)}</bdi> <When at={at} />
        </p>
      ))}
    </article>
  );
}

function Contact({ view: { contact, departmentId } }: { view: OfflineMessage }) {
  const words = useWords();
  const department = useAgentState(({ departments }) =>
    departments.find((known) => known.departmentId === departmentId),
  );
  return (
    <dl className={classes.contact}>
      {contact.email && <Fact name={words.email} value={contact.email} />}
      {contact.phone && <Fact name={words.phone} value={contact.phone} />}
      {department && <Fact name={words.department} value={department.name} />}
    </dl>
  );
}

function Fact({ name, value }: { name: string; value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        <bdi>{value}</bdi>
      </dd>
    </div>
  );
}

/** In whatever writes this agent's e-mails. */
function Reply({ email, text }: { email: string; text: string }) {
  const words = useWords();
  const subject = encodeURIComponent(words.replySubject);
  const body = encodeURIComponent(`\n\n${text.slice(0, 1000).replace(/^/gm, "> ")}`);
  return (
    <Button
      component="a"
      size="xs"
      className={classes.reply}
      leftSection={<IconMail size={15} aria-hidden />}
      href={`mailto:${encodeURIComponent(email)}?subject=${subject}&body=${body}`}
    >
      {words.replyByEmail}
    </Button>
  );
}
