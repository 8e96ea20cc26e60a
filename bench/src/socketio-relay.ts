import { createServer } from "node:http";
import { Server } from "socket.io";
import { type Frame, welcome } from "./relay-room.ts";

/** The ceiling of `relay-socketio`: the same relay on Socket.IO, which parses and stringifies by itself; no store. */

const http = createServer();
const io = new Server(http, { transports: ["websocket"], serveClient: false, perMessageDeflate: false });

io.on("connection", (socket) => {
  const take = welcome({ send: (frame) => socket.emit("frame", frame) });
  // The load generator sends nothing else.
  socket.on("frame", (frame: Frame) => take(frame));
});
http.listen(0, "127.0.0.1", () => process.send?.(http.address()));
process.on("disconnect", () => process.exit());
