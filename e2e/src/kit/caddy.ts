import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type Kind, type LoadBalancer, startLoadBalancer } from "./load-balancer.ts";

/** Without the door by which a Caddy is told another configuration. */
const GLOBAL = "{\n\tadmin off\n}\n\n";

const CADDY: Kind = {
  name: "Caddy",
  program: process.env.CADDY_PATH ?? "/usr/bin/caddy",
  example: "Caddyfile",
  places: (port, [first, second]) => [
    ["\nchat.example.com {", `\nhttp://127.0.0.1:${port} {\n\tbind 127.0.0.1`, 1],
    [" 127.0.0.1:4000 127.0.0.1:4010 ", ` 127.0.0.1:${first} 127.0.0.1:${second} `, 1],
  ],
  write: (folder, example) => writeFile(join(folder, "Caddyfile"), GLOBAL + example),
  checkArgs: (folder) => ["validate", ...argumentsIn(folder)],
  runArgs: (folder) => ["run", ...argumentsIn(folder)],
  complaint: /"level":"(warn|error)"/,
};

export function startCaddy(nodes: readonly [number, number]): Promise<LoadBalancer> {
  return startLoadBalancer(CADDY, nodes);
}

function argumentsIn(folder: string): string[] {
  return ["--config", join(folder, "Caddyfile"), "--adapter", "caddyfile"];
}
