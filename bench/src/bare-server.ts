import type { AddressInfo } from "node:net";
import { COLLECTING, collectGarbage } from "./memory.ts";
import type { Size } from "./options.ts";
import { nextMessage, startProgram, stopProcess } from "./processes.ts";
import { type LoadedServer, readByAll } from "./servers.ts";

export function startBareRelay(size: Size): Promise<LoadedServer> {
  return startBare({ file: new URL("./bare-relay.ts", import.meta.url), name: "the bare relay" }, size);
}

export async function startBareFanout(size: Size): Promise<LoadedServer> {
  return readByAll(
    await startBare({ file: new URL("./bare-fanout.ts", import.meta.url), name: "the bare fan-out" }, size),
  );
}

export async function startSocketIoRelay(size: Size): Promise<LoadedServer> {
  const path = "/socket.io/?EIO=4&transport=websocket";
  const dialect = { dialect: "socket.io", visitorPath: path, agentPath: path } as const;
  const server = await startBare(
    { file: new URL("./socketio-relay.ts", import.meta.url), name: "the Socket.IO relay" },
    size,
  );
  return { ...server, target: { ...server.target, ...dialect } };
}

/** It keeps nothing of anybody. */
export function startBareIdle(): Promise<LoadedServer> {
  return startBare(
    { file: new URL("./bare-idle.ts", import.meta.url), name: "the bare server" },
    { visitors: 0, agents: 0 },
  );
}

type BareProgram = Readonly<{ file: URL; name: string }>;

async function startBare({ file, name }: BareProgram, { visitors, agents }: Size): Promise<LoadedServer> {
  const child = startProgram(file, COLLECTING);
  const { port } = await nextMessage<AddressInfo>(child, name);
  return {
    name,
    target: {
      port,
      dialect: "plain",
      visitorPath: "/",
      agentPath: "/",
      key: "",
      visitors,
      readers: "one",
      agentCookies: Array.from({ length: agents }, () => ""),
      serverPid: child.pid ?? Number.NaN,
      databasePid: null,
    },
    collectGarbage: () => collectGarbage(child, name),
    stop: () => stopProcess(child, 2000),
  };
}
