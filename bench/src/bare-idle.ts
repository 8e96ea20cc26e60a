import { WebSocketServer } from "ws";

/** The ceiling of idle visitors: a bare `ws` server that accepts, answers a hello and a ping, and keeps nothing. */

const server = new WebSocketServer({
  host: "127.0.0.1",
  port: 0,
  perMessageDeflate: false,
  clientTracking: false,
});

server.on("listening", () => process.send?.(server.address()));
server.on("connection", (socket) => {
  socket.on("message", (data) => {
    const { t } = JSON.parse(String(data));
    socket.send(t === "hello" ? '{"t":"welcome"}' : '{"t":"pong"}');
  });
});
process.on("disconnect", () => process.exit());
