import type { TranscriptLine } from "./transcript.ts";

/** A part of a mail's page. Texts are escaped where a part is made, so that parts are joined as they are. */
export type Html = string & { readonly html: true };

export function escaped(text: string): Html {
  const safe = text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
  return html(safe);
}

/** Mail programs know little of CSS: every style stands at its element. */
const BODY =
  "font:15px/1.5 -apple-system,'Segoe UI',Roboto,sans-serif;color:#1c2026;max-width:640px;margin:0 auto;";
const HEADING = "font-size:14px;font-weight:600;color:#454b57;margin:24px 0 8px;";

export function page(language: string, parts: readonly Html[]): string {
  return `<!doctype html><html lang="${language}"><head><meta charset="utf-8"></head><body style="padding:16px;"><div style="${BODY}">${parts.join("\n")}</div></body></html>`;
}

export function paragraph(text: string): Html {
  return html(`<p style="margin:0 0 12px;">${breakLines(text)}</p>`);
}

export function heading(text: string): Html {
  return html(`<h2 style="${HEADING}">${escaped(text)}</h2>`);
}

/** What people wrote. */
export function quote(text: string): Html {
  const style = "margin:0 0 12px;padding:10px 14px;background:#f1f3f6;border-radius:8px;";
  return html(`<div style="${style}">${breakLines(text)}</div>`);
}

export function facts(rows: readonly (readonly [string, string])[]): Html {
  const cells = rows.map(
    ([name, value]) =>
      `<tr><td style="padding:2px 16px 2px 0;color:#5c6370;">${escaped(name)}</td><td>${escaped(value)}</td></tr>`,
  );
  return html(`<table style="border-collapse:collapse;margin:0 0 12px;">${cells.join("")}</table>`);
}

export function conversation(lines: readonly TranscriptLine[]): Html {
  return html(lines.map(conversationLine).join("\n"));
}

function conversationLine({ at, from, text }: TranscriptLine): Html {
  const time = `<span style="color:#5c6370;font-size:12px;">${escaped(at)}</span>`;
  if (from === null) return html(`<p style="margin:0 0 8px;color:#5c6370;">${time} ${escaped(text)}</p>`);
  return html(`<p style="margin:0 0 8px;">${time} <b>${escaped(from)}</b><br>${breakLines(text)}</p>`);
}

function breakLines(text: string): Html {
  return html(escaped(text).replaceAll(/\r\n|\r|\n/g, "<br>"));
}

/** Only here is a text said to be escaped. */
function html(text: string): Html {
  return text as Html;
}
