import type { VisitorDetails } from "@causerie/protocol";
import { Skeleton } from "@mantine/core";
import type { ReactNode } from "react";
import { Ago, Elapsed } from "../ui/Elapsed.tsx";
import { timeOfDay } from "../ui/time.ts";
import { CartCell } from "../visitors/CartCell.tsx";
import { DeviceName } from "../visitors/DeviceName.tsx";
import { PageLink } from "../visitors/PageLink.tsx";
import { DbIpLink, PlaceName } from "../visitors/PlaceName.tsx";
import { ReferrerLink } from "../visitors/ReferrerLink.tsx";
import { VisitorStatusBadge } from "../visitors/StatusBadge.tsx";
import { visitorName } from "../visitors/visitor-name.ts";
import { useWords } from "../words/Words.tsx";
import { DetailsForm } from "./DetailsForm.tsx";
import type { TaggedChat } from "./details-draft.ts";
import { EarlierVisits } from "./EarlierVisits.tsx";
import classes from "./InfoPanel.module.css";

type Props = { details: VisitorDetails | undefined; chat: TaggedChat | null };

export function InfoPanel({ details, chat }: Props) {
  if (!details) return <Bones />;
  return (
    <div className={classes.panel}>
      <Who details={details} />
      <DetailsForm key={`${details.visitorId} ${chat?.chatId}`} details={details} chat={chat} />
      <Facts details={details} />
      <p className={classes.source}>
        <DbIpLink />
      </p>
      <Path path={details.path} />
      <EarlierVisits visits={details.earlierVisits} />
    </div>
  );
}

function Bones() {
  return (
    <div className={classes.panel}>
      <Skeleton height={20} width="60%" />
      <Skeleton height={14} />
      <Skeleton height={14} />
      <Skeleton height={14} width="80%" />
    </div>
  );
}

function Who({ details }: { details: VisitorDetails }) {
  const words = useWords();
  return (
    <div className={classes.who}>
      <h2 className={classes.name}>
        <bdi>{visitorName(words, details)}</bdi>
      </h2>
      <VisitorStatusBadge status={details.here?.status ?? null} />
    </div>
  );
}

function Facts({ details }: { details: VisitorDetails }) {
  const words = useWords();
  const { here } = details;
  const place = here?.place ?? details.place;
  const device = here?.device ?? details.device;
  return (
    <dl className={classes.facts}>
      {here && (
        <Fact name={words.pageNow}>
          <PageLink page={here.page} />
        </Fact>
      )}
      {here ? (
        <Fact name={words.onSite}>
          <Elapsed since={here.onSiteSince} />
        </Fact>
      ) : (
        <Fact name={words.lastSeen}>
          <Ago at={details.lastSeenAt} />
        </Fact>
      )}
      {here?.cart && here.cart.items > 0 && (
        <Fact name={words.column.cart}>
          <CartCell cart={here.cart} />
        </Fact>
      )}
      <Fact name={words.column.place}>
        <PlaceName place={place} />
      </Fact>
      {device && (
        <Fact name={words.deviceOf}>
          <DeviceName device={device} />
        </Fact>
      )}
      {here && (
        <Fact name={words.column.referrer}>
          <ReferrerLink referrer={here.referrer} />
        </Fact>
      )}
      <Fact name={words.column.visits}>{details.visits.toLocaleString(words.locale)}</Fact>
      <Fact name={words.column.chats}>{details.chats.toLocaleString(words.locale)}</Fact>
    </dl>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className={classes.fact}>
      <dt>{name}</dt>
      <dd>
        <bdi>{children}</bdi>
      </dd>
    </div>
  );
}

/** The latest on top: what is read first is where the visitor is. */
function Path({ path }: Pick<VisitorDetails, "path">) {
  const words = useWords();
  if (path.length === 0) return null;
  return (
    <section>
      <h3 className={classes.title}>{words.path}</h3>
      <ol reversed className={classes.path}>
        {path.toReversed().map(({ page, at }) => (
          <li key={`${at} ${page.url}`}>
            <time className={classes.at}>{timeOfDay(at, words.locale)}</time>
            <PageLink page={page} />
          </li>
        ))}
      </ol>
    </section>
  );
}
