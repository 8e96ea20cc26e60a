import { expect } from "@playwright/test";
import type { AgentPage, VisitorPage } from "./people.ts";

/** One line of a log as somebody sees it. `from`: null is the visitor; of system lines there is none. */
export type TranscriptLine =
  | { kind: "system"; event: string | null; text: string }
  | { kind: "message" | "note" | "remark"; from: string | null; text: string };

/** What no visitor's log says; of the rest the visitor sees every line. */
const AMONG_AGENTS = [
  "AgentInvited",
  "InvitationEnded",
  "TagsChanged",
  "NotesUpdated",
  "VisitorGone",
  "VisitorBack",
  "OfflineMessageRead",
];

/** A connection that was cut is back within this: the longest pause between attempts, and an attempt. */
const WITHIN_MS = 40_000;

/**
 * All dashboards and the visitor show the same transcript, field by field: the agents' logs are equal, whole; the
 * visitor's is the same without notes, remarks and the lines among agents. `atLeast`: messages that there must be.
 */
export async function expectSameTranscript(
  agents: readonly AgentPage[],
  visitor: VisitorPage,
  { atLeast = 1 }: { atLeast?: number } = {},
): Promise<TranscriptLine[]> {
  const [first, ...others] = agents;
  if (!first) throw new Error("nobody to compare with");
  let whole: TranscriptLine[] = [];
  await expect(async () => {
    whole = await agentsTranscript(first);
    expect(whole.filter(({ kind }) => kind === "message").length).toBeGreaterThanOrEqual(atLeast);
    for (const other of others) expect(await agentsTranscript(other)).toEqual(whole);
    expect(await visitorsTranscript(visitor)).toEqual(whole.filter(isForVisitors).map(withoutEvent));
  }).toPass({ timeout: WITHIN_MS });
  return whole;
}

function isForVisitors(line: TranscriptLine): boolean {
  if (line.kind === "note" || line.kind === "remark") return false;
  return line.kind !== "system" || line.event === null || !AMONG_AGENTS.includes(line.event);
}

function withoutEvent(line: TranscriptLine): TranscriptLine {
  return line.kind === "system" ? { ...line, event: null } : line;
}

/** The log of the dashboard's open chat, what is on its way included. */
export function agentsTranscript(agent: AgentPage): Promise<TranscriptLine[]> {
  return agent.log.evaluate((log) => {
    const textOf = (element: Element | null) => (element?.textContent ?? "").trim();
    return [...log.querySelectorAll<HTMLElement>("[data-line]")].map((line): TranscriptLine => {
      const kind = line.dataset.line;
      if (kind === "message" || kind === "note" || kind === "remark") {
        const text = textOf(line.querySelector("[data-text]"));
        return { kind, from: line.dataset.sender ?? null, text };
      }
      return { kind: "system", event: line.dataset.event ?? null, text: textOf(line.querySelector("bdi")) };
    });
  });
}

/** The widget's log, what is on its way included. */
export function visitorsTranscript(visitor: VisitorPage): Promise<TranscriptLine[]> {
  return visitor.log.evaluate((log) => {
    const textOf = (element: Element | null) => (element?.textContent ?? "").trim();
    return [...log.querySelectorAll<HTMLElement>(".system, .bubble")].map((line): TranscriptLine => {
      if (line.matches(".system")) return { kind: "system", event: null, text: textOf(line) };
      const isMine = line.closest(".mine") !== null;
      return {
        kind: "message",
        from: isMine ? null : textOf(line.querySelector(".unseen bdi")),
        text: textOf(line.querySelector("[data-text]") ?? line.querySelector(":scope > p")),
      };
    });
  });
}
