import type { Ticket } from "@causerie/protocol";
import { Button } from "@mantine/core";
import { IconMessage } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useAgentState } from "../connection/AgentConnection.tsx";
import { When } from "../ui/When.tsx";
import { useWords } from "../words/Words.tsx";
import classes from "./TicketPage.module.css";

export function TicketFacts({ ticket }: { ticket: Ticket }) {
  const words = useWords();
  const { tickets } = words;
  const { requester, departmentId, tags, createdAt, createdBy, solvedAt, chatId } = ticket;
  const departments = useAgentState((state) => state.departments);
  const department = departments.find((each) => each.departmentId === departmentId);
  return (
    <>
      {chatId ? <OpenChat chatId={chatId} /> : <p className={classes.hint}>{tickets.chatDeleted}</p>}
      <dl className={classes.facts}>
        <Fact name={tickets.requester}>
          {requester.name && <div>{requester.name}</div>}
          <a href={`mailto:${requester.email}`}>{requester.email}</a>
        </Fact>
        <Fact name={words.department}>{department?.name ?? "–"}</Fact>
        <Fact name={words.tags}>{tags.length > 0 ? <Tags tags={tags} /> : "–"}</Fact>
        <Fact name={tickets.created}>
          <When at={createdAt} />
        </Fact>
        {createdBy && <Fact name={tickets.createdBy}>{createdBy}</Fact>}
        {solvedAt !== null && (
          <Fact name={tickets.solvedAt}>
            <When at={solvedAt} />
          </Fact>
        )}
      </dl>
    </>
  );
}

function OpenChat({ chatId }: { chatId: string }) {
  const words = useWords();
  return (
    <Button
      variant="default"
      size="xs"
      leftSection={<IconMessage size={15} aria-hidden />}
      renderRoot={(props) => <Link to="/chats/$chatId" params={{ chatId }} {...props} />}
    >
      {words.tickets.openChat}
    </Button>
  );
}

function Tags({ tags }: { tags: readonly string[] }) {
  return (
    <span className={classes.tags}>
      {tags.map((tag) => (
        <bdi key={tag} className={classes.tag}>
          {tag}
        </bdi>
      ))}
    </span>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className={classes.fact}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
