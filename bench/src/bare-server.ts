import type { AddressInfo } from "node:net";
import { COLLECTING, collectGarbage } from "./memory.ts";
import type { Size } from "./options.ts";
import { nextMessage, startProgram, stopProcess } from "./processes.ts";
import type { LoadedServer } from "./servers.ts";

export function startBareRelay(size: Size): Promise<LoadedServer> {
  return startBare("./bare-relay.ts", "the bare relay", size);
}

/** It keeps nothing of anybody. */
export function startBareIdle(): Promise<LoadedServer> {
  return startBare("./bare-idle.ts", "the bare server", { visitors: 0, agents: 0 });
}

async function startBare(file: string, name: string, { visitors, agents }: Size): Promise<LoadedServer> {
  const child = startProgram(new URL(file, import.meta.url), COLLECTING);
  const { port } = await nextMessage<AddressInfo>(child, name);
  return {
    name,
    target: {
      port,
      visitorPath: "/",
      agentPath: "/",
      key: "",
      visitors,
      agentCookies: Array.from({ length: agents }, () => ""),
      serverPid: child.pid ?? Number.NaN,
      databasePid: null,
    },
    collectGarbage: () => collectGarbage(child, name),
    stop: () => stopProcess(child, 2000),
  };
}
