import type { AddressInfo } from "node:net";
import { nextMessage, startProgram, stopProcess } from "./processes.ts";
import type { LoadedServer, Size } from "./servers.ts";

export async function startBareRelay({ visitors, agents }: Size): Promise<LoadedServer> {
  const name = "the bare relay";
  const child = startProgram(new URL("./bare-relay.ts", import.meta.url));
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
    stop: () => stopProcess(child, 2000),
  };
}
