import { WebSocketServer } from "ws";
import { type Frame, welcome } from "./relay-room.ts";

/** The ceiling of `relay`: a bare `ws` server that parses, stamps, stringifies, and writes each frame at once. */

const server = new WebSocketServer({
  host: "127.0.0.1",
  port: 0,
  perMessageDeflate: false,
  clientTracking: false,
});

server.on("listening", () => process.send?.(server.address()));
server.on("connection", (socket) => {
  const take = welcome({ send: (frame) => socket.send(JSON.stringify(frame)) });
  // The load generator sends nothing else.
  socket.on("message", (data) => take(JSON.parse(String(data)) as Frame));
});
process.on("disconnect", () => process.exit());
