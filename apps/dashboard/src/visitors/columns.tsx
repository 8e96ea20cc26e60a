import type { SortColumn, VisitorRow } from "@causerie/protocol";
import type { ReactNode } from "react";
import { Elapsed } from "../ui/Elapsed.tsx";
import type { Words } from "../words/en.ts";
import { CartCell } from "./CartCell.tsx";
import { DeviceName } from "./DeviceName.tsx";
import { PageLink } from "./PageLink.tsx";
import { PlaceName } from "./PlaceName.tsx";
import { ReferrerLink } from "./ReferrerLink.tsx";
import { VisitorStatusBadge } from "./StatusBadge.tsx";
import { VisitorLink } from "./VisitorLink.tsx";

export type Column = {
  name: keyof Words["column"];
  /** Pixels, or a share of what is left. */
  width: string;
  isFigure?: boolean;
  sort?: SortColumn;
  cell: (row: VisitorRow, words: Words) => ReactNode;
};

export const COLUMNS: readonly Column[] = [
  { name: "visitor", width: "150px", sort: "name", cell: (row) => <VisitorLink row={row} /> },
  {
    name: "status",
    width: "132px",
    sort: "status",
    cell: ({ status }) => <VisitorStatusBadge status={status} />,
  },
  {
    name: "online",
    width: "66px",
    isFigure: true,
    sort: "onSite",
    cell: ({ onSiteSince }) => <Elapsed since={onSiteSince} />,
  },
  { name: "viewing", width: "auto", sort: "page", cell: ({ page }) => <PageLink page={page} /> },
  {
    name: "cart",
    width: "142px",
    cell: ({ cart }) => (cart && cart.items > 0 ? <CartCell cart={cart} /> : null),
  },
  { name: "place", width: "108px", sort: "place", cell: ({ place }) => <PlaceName place={place} /> },
  {
    name: "visits",
    width: "58px",
    isFigure: true,
    sort: "visits",
    cell: ({ visits }, { locale }) => visits.toLocaleString(locale),
  },
  {
    name: "chats",
    width: "56px",
    isFigure: true,
    cell: ({ chats }, { locale }) => chats.toLocaleString(locale),
  },
  { name: "referrer", width: "92px", cell: ({ referrer }) => <ReferrerLink referrer={referrer} /> },
  { name: "device", width: "178px", cell: ({ device }) => <DeviceName device={device} /> },
];
