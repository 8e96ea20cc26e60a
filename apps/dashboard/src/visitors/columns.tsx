import type { SortColumn, VisitorRow } from "@causerie/protocol";
import type { ReactNode } from "react";
import { Elapsed } from "../ui/Elapsed.tsx";
import { numberFormat } from "../ui/number.ts";
import type { Words } from "../words/en.ts";
import { CartCell } from "./CartCell.tsx";
import type { ColumnName } from "./column-names.ts";
import { DepartmentName } from "./DepartmentName.tsx";
import { DeviceName } from "./DeviceName.tsx";
import { LatestMessage } from "./LatestMessage.tsx";
import { PageLink } from "./PageLink.tsx";
import { PlaceName } from "./PlaceName.tsx";
import { ReferrerLink } from "./ReferrerLink.tsx";
import { VisitorStatusBadge } from "./StatusBadge.tsx";
import { VisitorLink } from "./VisitorLink.tsx";

export type Column = {
  name: ColumnName;
  /** Pixels. */
  width: number;
  /** Takes its share of what is left. */
  grows?: true;
  isFigure?: boolean;
  sort?: SortColumn;
  cell: (row: VisitorRow, words: Words) => ReactNode;
};

const DEFINITIONS: Record<ColumnName, Omit<Column, "name">> = {
  visitor: { width: 174, sort: "name", cell: (row) => <VisitorLink row={row} /> },
  status: { width: 160, sort: "status", cell: ({ status }) => <VisitorStatusBadge status={status} /> },
  online: {
    width: 72,
    isFigure: true,
    sort: "onSite",
    cell: ({ onSiteSince }) => <Elapsed since={onSiteSince} />,
  },
  message: {
    width: 170,
    grows: true,
    sort: "message",
    cell: ({ message }) => <LatestMessage message={message} />,
  },
  viewing: { width: 170, grows: true, sort: "page", cell: ({ page }) => <PageLink page={page} /> },
  cart: {
    width: 142,
    sort: "cart",
    cell: ({ cart }) => (cart && cart.items > 0 ? <CartCell cart={cart} /> : null),
  },
  place: { width: 120, sort: "place", cell: ({ place }) => <PlaceName place={place} /> },
  visits: {
    width: 66,
    isFigure: true,
    sort: "visits",
    cell: ({ visits }, { locale }) => numberFormat(locale).format(visits),
  },
  chats: {
    width: 64,
    isFigure: true,
    sort: "chats",
    cell: ({ chats }, { locale }) => numberFormat(locale).format(chats),
  },
  referrer: {
    width: 112,
    sort: "referrer",
    cell: ({ referrer }) => <ReferrerLink referrer={referrer} />,
  },
  agent: {
    width: 120,
    sort: "agent",
    cell: ({ status }) => (status.kind === "served" ? <bdi>{status.by.join(", ")}</bdi> : null),
  },
  department: {
    width: 120,
    sort: "department",
    cell: ({ departmentId }) => <DepartmentName departmentId={departmentId} />,
  },
  device: { width: 184, sort: "device", cell: ({ device }) => <DeviceName device={device} /> },
};

export function columnsOf(names: readonly ColumnName[]): Column[] {
  return names.map((name) => ({ name, ...DEFINITIONS[name] }));
}

/** What a table of these columns needs not to be cut; narrower, it is scrolled. */
export function widthOf(columns: readonly Column[]): number {
  return columns.reduce((sum, { width }) => sum + width, 0);
}
