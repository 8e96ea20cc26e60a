/** How a frame travels: as it is, or as an event of Socket.IO. */
export type Dialect = "plain" | "socket.io";

export function outgoing(dialect: Dialect, frame: string): string {
  return dialect === "plain" ? frame : `42["frame",${frame}]`;
}

/** What Socket.IO puts around a frame: https://socket.io/docs/v4/socket-io-protocol */
const EVENT = '42["frame",';
const HANDSHAKE = "0{";
const CONNECT = "40";
const PING = "2";
const PONG = "3";
/** What a person hears when Socket.IO has let them in. */
export const LET_IN = '{"t":"let-in"}';

/** The frame in a text; null: there is none, and `reply` took care of it. */
export function incoming(dialect: Dialect, text: string, reply: (text: string) => void): string | null {
  if (dialect === "plain") return text;
  if (text.startsWith(EVENT)) return text.slice(EVENT.length, -1);
  if (text.startsWith(CONNECT)) return LET_IN;
  if (text.startsWith(HANDSHAKE)) reply(CONNECT);
  else if (text === PING) reply(PONG);
  else throw new Error(`Socket.IO said what the load generator does not know: ${text.slice(0, 200)}`);
  return null;
}
