/** The server's end of one connection, so that tests bring their own. */
export type Link = {
  /** Frames of one tick leave in one write. Past the bound the link closes itself as too slow [DL10]. */
  send(text: string): void;
  /** `code`: one of CLOSE in @causerie/protocol. */
  close(code: number, reason: string): void;
};

/** What a door makes of a link. */
export type Session = {
  /** One text frame, as it came. Gives for how long no more is to be read, in ms [LI1]. */
  receive(text: string): number;
  /** They have said who they are [LI3]. */
  readonly isKnown: boolean;
  /** The link is gone, whoever closed it. Called once. */
  closed(): void;
};

/** What was known of the caller before the first frame. */
export type Caller = {
  /** After trusted proxies [DO4]. */
  address: string;
  userAgent: string;
  origin: string | null;
};
