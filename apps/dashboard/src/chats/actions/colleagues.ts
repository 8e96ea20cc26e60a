import type { AgentChat } from "@causerie/client";
import { type AgentId, invitationOf, isAgentIn } from "@causerie/domain";
import type { Colleague } from "@causerie/protocol";
import { useMemo } from "react";
import { useAgentState } from "../../connection/AgentConnection.tsx";
import type { Words } from "../../words/en.ts";
import { useWords } from "../../words/Words.tsx";

/** `standing`: status and what the colleague has to do with the chat, in words. */
export type ColleagueChoice = Colleague & { standing: string };

/** Everybody but me: those who are connected first, then by name. */
export function useColleagueChoices({ view }: AgentChat): readonly ColleagueChoice[] {
  const words = useWords();
  const colleagues = useAgentState((state) => state.colleagues);
  const me = useAgentState((state) => state.me?.agentId);
  return useMemo(
    () =>
      colleagues
        .filter(({ agentId }) => agentId !== me)
        .map((colleague) => ({ ...colleague, standing: standingOf(words, colleague, view) }))
        .sort(
          (one, other) =>
            Number(other.connected) - Number(one.connected) ||
            one.name.localeCompare(other.name, words.locale),
        ),
    [words, colleagues, me, view],
  );
}

function standingOf(words: Words, colleague: Colleague, view: AgentChat["view"]): string {
  // Plain numbers and branded ones are the same numbers.
  const agentId = colleague.agentId as AgentId;
  if (isAgentIn(view, agentId)) return words.inThisChat;
  if (invitationOf(view, agentId)) return words.isInvited;
  return colleague.connected ? words.status[colleague.status] : words.notConnected;
}

/** By a part of the name or e-mail; none once the e-mail is there in full. */
export function suggested(
  choices: readonly ColleagueChoice[],
  typed: string,
  locale: string,
): readonly ColleagueChoice[] {
  const wanted = fold(typed, locale);
  if (choices.some(({ email }) => fold(email, locale) === wanted)) return [];
  return choices.filter(({ name, email }) =>
    [name, email].some((text) => fold(text, locale).includes(wanted)),
  );
}

/** Whoever types a colleague's whole name means that colleague. */
export function emailMeant(choices: readonly ColleagueChoice[], typed: string, locale: string): string {
  const wanted = fold(typed, locale);
  const called = choices.filter(({ name }) => fold(name, locale) === wanted);
  return called.length === 1 && called[0] ? called[0].email : typed.trim();
}

function fold(text: string, locale: string): string {
  return text.trim().toLocaleLowerCase(locale);
}
