/** The sockets' paths on the server [DO1] [DO2]. */
export const VISITOR_SOCKET_PATH = "/ws/visitor";
export const AGENT_SOCKET_PATH = "/ws/agent";
