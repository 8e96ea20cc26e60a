import type { Colleague, DepartmentSummary } from "@causerie/protocol";
import { useMemo } from "react";
import { useAgentState } from "../../connection/AgentConnection.tsx";
import type { Words } from "../../words/en.ts";
import { useWords } from "../../words/Words.tsx";

/** `online`: who is, in words. */
export type DepartmentChoice = { departmentId: number; name: string; online: string };

/** Of many, the first few by name. */
const NAMED = 3;

/** The departments that a chat can be transferred to, by name. */
export function useDepartmentChoices(): readonly DepartmentChoice[] {
  const words = useWords();
  const departments = useAgentState((state) => state.departments);
  const colleagues = useAgentState((state) => state.colleagues);
  const me = useAgentState((state) => state.me?.agentId);
  return useMemo(
    () =>
      departments
        .filter(({ enabled }) => enabled)
        .map((department) => choiceOf(words, department, colleagues, me))
        .sort((one, other) => one.name.localeCompare(other.name, words.locale)),
    [words, departments, colleagues, me],
  );
}

function choiceOf(
  words: Words,
  { departmentId, name, online }: DepartmentSummary,
  colleagues: readonly Colleague[],
  me: number | undefined,
): DepartmentChoice {
  const others = online.filter((id) => id !== me);
  const names = colleagues
    .filter(({ agentId }) => others.includes(agentId))
    .map((colleague) => colleague.name);
  return { departmentId, name, online: onlineText(words, names, online.length > others.length) };
}

function onlineText(words: Words, others: readonly string[], amOnline: boolean): string {
  if (others.length === 0) return amOnline ? words.onlyYouOnline : words.nobodyOnline;
  if (others.length <= NAMED) return words.onlineInIt(others);
  return words.manyOnline(others.slice(0, NAMED - 1), others.length - NAMED + 1);
}

/** Those whose name holds what was typed, whatever its case. */
export function matching(
  choices: readonly DepartmentChoice[],
  typed: string,
  locale: string,
): readonly DepartmentChoice[] {
  const wanted = typed.trim().toLocaleLowerCase(locale);
  return choices.filter(({ name }) => name.toLocaleLowerCase(locale).includes(wanted));
}
