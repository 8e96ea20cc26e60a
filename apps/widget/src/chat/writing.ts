import type { VisitorClientState } from "@causerie/client";
import { isChatOpen } from "./chat-open.ts";

/** What stands below the log: the composer, or, while nobody answers, the form or the word that it was sent. */
export type Writing = "composer" | "offline-form" | "message-left";

/** [ST5] Whoever is in an open chat goes on in it. What is on its way is shown in the log. */
export function writingOf({ site, chat, pending }: VisitorClientState): Writing {
  if (site?.status !== "offline" || isChatOpen(chat)) return "composer";
  return chat?.view.status === "offline-message" || pending.length > 0 ? "message-left" : "offline-form";
}

/** What the visitor asked for in the menu, in the place of it. */
export type Form = "details" | "transcript";
export type Standing = Writing | Form;

/** `fillsIn`: the visitor stands in a field of the form beside the message. */
type Doing = { form: Form | null; writesAnother: boolean; fillsIn: boolean | undefined };

/** [WI2] The form stays for who wants to leave another message, and under the hands of who fills it in. */
export function belowLog(state: VisitorClientState, { form, writesAnother, fillsIn }: Doing): Standing {
  if (form !== null) return form;
  const writing = writingOf(state);
  const stays = writing === "composer" ? fillsIn : writesAnother;
  return stays && state.pending.length === 0 ? "offline-form" : writing;
}
