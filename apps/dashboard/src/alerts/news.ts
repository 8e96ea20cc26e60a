/** Of each of my chats, the messages that I have not seen; `isTeam`: among colleagues. */
export type Unseen = ReadonlyMap<string, Readonly<{ count: number; isTeam: boolean }>>;

/**
 * [DA5] Whether more was said in one of them. A visitor's chat that has just become mine is no news: I served it, or an
 * invitation had told of it. One among colleagues comes with its first message.
 */
export function isNews(before: Unseen, now: Unseen): boolean {
  return [...now].some(([chatId, { count, isTeam }]) => {
    const known = before.get(chatId)?.count ?? (isTeam ? 0 : count);
    return count > known;
  });
}

export function totalOf(unseen: Unseen): number {
  return [...unseen.values()].reduce((sum, { count }) => sum + count, 0);
}
