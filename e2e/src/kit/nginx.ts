import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type Kind, type LoadBalancer, startLoadBalancer } from "./load-balancer.ts";

const NGINX: Kind = {
  name: "nginx",
  program: process.env.NGINX_PATH ?? "/usr/sbin/nginx",
  example: "nginx.conf",
  places: (port, [first, second]) => [
    ["server 127.0.0.1:4000 ", `server 127.0.0.1:${first} `, 2],
    ["server 127.0.0.1:4010 ", `server 127.0.0.1:${second} `, 2],
    ["listen 80;", `listen 127.0.0.1:${port};`, 1],
  ],
  write: async (folder, example) => {
    await writeFile(join(folder, "causerie.conf"), example);
    await writeFile(join(folder, "nginx.conf"), around(folder));
  },
  checkArgs: (folder) => [...argumentsIn(folder), "-t"],
  runArgs: argumentsIn,
  complaint: /\[(warn|error|emerg)\]/,
};

export function startNginx(nodes: readonly [number, number]): Promise<LoadBalancer> {
  return startLoadBalancer(NGINX, nodes);
}

/** What a system's own nginx.conf says around the file. */
function around(folder: string): string {
  const temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map(
    (kind) => `  ${kind}_temp_path ${join(folder, kind)};`,
  );
  return [
    // Its workers are to enter the folder that is ours alone.
    ...(process.getuid?.() === 0 ? ["user root;"] : []),
    "daemon off;",
    `pid ${join(folder, "nginx.pid")};`,
    "error_log stderr warn;",
    "events { worker_connections 1024; }",
    "http {",
    "  access_log off;",
    ...temporary,
    `  include ${join(folder, "causerie.conf")};`,
    "}",
    "",
  ].join("\n");
}

function argumentsIn(folder: string): string[] {
  return ["-p", folder, "-e", "stderr", "-c", join(folder, "nginx.conf")];
}
