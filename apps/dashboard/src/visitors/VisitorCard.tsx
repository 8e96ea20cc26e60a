import type { VisitorRow } from "@causerie/protocol";
import { IconShoppingCart } from "@tabler/icons-react";
import { memo } from "react";
import { Ago, Elapsed } from "../ui/Elapsed.tsx";
import { useWords } from "../words/Words.tsx";
import { LatestMessage } from "./LatestMessage.tsx";
import { PlaceName } from "./PlaceName.tsx";
import classes from "./VisitorBoxes.module.css";
import { VisitorLink } from "./VisitorLink.tsx";

/** The whole card is the visitor's link. */
export const VisitorCard = memo(function VisitorCard({ row }: { row: VisitorRow }) {
  const { page, message, status } = row;
  return (
    <li className={classes.card} data-card={row.visitorId}>
      <p className={classes.name}>
        <VisitorLink row={row} className={classes.link} />
      </p>
      <p className={classes.line} title={page.title}>
        <bdi>{message ? <LatestMessage message={message} /> : page.title.trim() || page.url}</bdi>
      </p>
      <p className={classes.foot}>
        <span className={classes.place}>
          <PlaceName place={row.place} />
        </span>
        {status.kind === "served" && <bdi className={classes.agent}>{status.by.join(", ")}</bdi>}
        {status.kind === "assigned" && <bdi className={classes.agent}>{status.to.join(", ")}</bdi>}
        <CartMark row={row} />
        <span className={classes.time}>
          {status.kind === "offline" ? <Ago at={status.since} /> : <Elapsed since={row.onSiteSince} />}
        </span>
      </p>
    </li>
  );
});

function CartMark({ row: { cart } }: { row: VisitorRow }) {
  const words = useWords();
  if (!cart || cart.items === 0) return null;
  return (
    <span className={classes.cart} role="img" aria-label={words.articles(cart.items)}>
      <IconShoppingCart size={13} aria-hidden />
      {cart.items.toLocaleString(words.locale)}
    </span>
  );
}
