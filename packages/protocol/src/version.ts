/** Raised when a frame changes so that an older reader would misread it; both sides then say "reload". */
export const PROTOCOL_VERSION = 1;

/** The client sends a ping this often; either side takes three silent intervals as a lost connection [DL11]. */
export const PING_INTERVAL_MS = 15_000;

/** A snapshot carries this many entries; older ones come by page. */
export const SNAPSHOT_ENTRIES = 100;

/** A dashboard's hello names so many chats at most [DL18]. */
export const MOST_CHATS_NAMED = 500;
