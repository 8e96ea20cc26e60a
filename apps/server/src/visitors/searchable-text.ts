import type { VisitorRow } from "@causerie/protocol";

/** Rows do not change: one that does is another. */
const texts = new WeakMap<VisitorRow, string>();

/** What a search looks in, in lower case. */
export function searchableText(row: VisitorRow): string {
  const text = texts.get(row) ?? textOf(row);
  texts.set(row, text);
  return text;
}

function textOf(row: VisitorRow): string {
  const place = row.place?.kind === "place" ? `${row.place.city ?? ""} ${row.place.countryCode}` : "";
  const parts = [
    row.name ?? "",
    row.number,
    row.page.title,
    row.page.url,
    place,
    ...agentsOf(row),
    row.referrer?.host ?? "",
    row.message?.text ?? "",
    row.device.browser,
    row.device.system,
  ];
  return parts.join("\n").toLowerCase();
}

function agentsOf({ status }: VisitorRow): string[] {
  if (status.kind === "served") return status.by;
  return status.kind === "assigned" ? status.to : [];
}
