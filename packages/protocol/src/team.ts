import Type, { type Static } from "typebox";

/** `GET /dashboard-api/team/search`: in the caller's own chats with colleagues. */
export const TeamSearchQuery = Type.Object({ q: Type.String({ minLength: 2, maxLength: 200 }) });
export type TeamSearchQuery = Static<typeof TeamSearchQuery>;

/** The newest first, at most 50. `at`: epoch ms. `excerpt`: the text around what was found, or of the file's name. */
export type TeamSearchAnswer = {
  messages: { chatId: string; seq: number; at: number; from: string; excerpt: string }[];
};
