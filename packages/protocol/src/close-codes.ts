/** Why the server closes a socket (RFC 6455 leaves 4000–4999 to applications). */
export const CLOSE = {
  /** The server stops; come back at once, elsewhere or here [DL16]. */
  goingAway: 1001,
  /** The reader did not keep up [DL10]. Come back. */
  tooSlow: 4000,
  /** Nothing was heard for too long [DL11]. Come back. */
  silent: 4001,
  /** Too many frames that made no sense [DO3]. Come back later. */
  badFrames: 4002,
  /** Signed out, disabled, or an unknown key. Do not come back by yourself. */
  refused: 4003,
  /** The client is older than the server understands: reload. */
  tooOld: 4004,
  /** Too much of the same person, or of their address, for now [LI2] [LI4]. Come back later. */
  busy: 4005,
} as const;
