import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { useTypedAhead } from "../ui/use-typed-ahead.ts";

const route = getRouteApi("/signed-in/team");

/** What is looked for in Team, kept in the address [TE6] [KB4]. */
export function useSearch() {
  const { q = "" } = route.useSearch();
  const navigate = useNavigate();
  return useTypedAhead(q, (typed) => {
    void navigate({ to: ".", search: (rest) => ({ ...rest, q: typed || undefined }), replace: true });
  });
}
