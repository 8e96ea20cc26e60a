import { useNavigate, useSearch } from "@tanstack/react-router";

/** What stands beside the chat, as its address holds it. `past`: the transcript that is open there. */
export type SideSearch = {
  info?: boolean | undefined;
  history?: boolean | undefined;
  past?: string | undefined;
};
export type Side = "info" | "history";

/** There is room for one of them. */
export function readSide({ info, history, past }: Record<string, unknown>): SideSearch {
  if (info === true) return { info };
  if (history !== true) return {};
  return { history, ...(isChatId(past) && { past: String(past) }) };
}

/** A chat's id looks like a number where it happens to hold no letter. */
function isChatId(value: unknown): value is string | number {
  return (typeof value === "string" && value !== "" && value.length <= 64) || typeof value === "number";
}

export function useSide() {
  const { info, history, past } = useSearch({ strict: false });
  const navigate = useNavigate();
  const side: Side | null = info ? "info" : history ? "history" : null;
  const show = (next: SideSearch, replace: boolean) =>
    void navigate({ to: ".", search: (search) => ({ ...search, ...NOTHING, ...next }), replace });
  return {
    side,
    past,
    toggle: (wanted: Side) => show(side === wanted ? {} : { [wanted]: true }, true),
    close: () => show({}, true),
    /** A step of its own: the browser's Back leads to the list again. */
    openPast: (chatId: string) => show({ history: true, past: chatId }, false),
    closePast: () => show({ history: true }, true),
  };
}

const NOTHING: SideSearch = { info: undefined, history: undefined, past: undefined };
