import type { Session, Setup, SignIn } from "@causerie/protocol";
import { queryOptions } from "@tanstack/react-query";
import { ask } from "../ui/ask.ts";

export type SignedIn = Extract<Session, { state: "signed-in" }>;

export const sessionQuery = queryOptions({
  queryKey: ["session"],
  queryFn: () => ask<Session>("GET", "/auth/session"),
  staleTime: Number.POSITIVE_INFINITY,
  retry: false,
});

export function signIn(fields: SignIn): Promise<Session> {
  return ask("POST", "/auth/session", fields);
}

export function setUp(fields: Setup): Promise<Session> {
  return ask("POST", "/auth/setup", fields);
}

export async function signOut(): Promise<void> {
  await ask("DELETE", "/auth/session");
}
