import { once } from "node:events";
import { createServer, type Server } from "node:http";

export type SitePage = { html: string; headers?: Record<string, string> };

/** A customer's web site: pages and style sheets by path, on an origin of its own. */
export class Site {
  readonly #server: Server;

  private constructor(server: Server) {
    this.#server = server;
  }

  static async serve(pages: Record<string, SitePage>): Promise<Site> {
    const server = createServer((request, response) => {
      const { pathname } = new URL(request.url ?? "/", "http://site");
      const page = pages[pathname];
      if (pathname === "/favicon.ico") return response.writeHead(204).end();
      const type = pathname.endsWith(".css") ? "text/css" : "text/html";
      response.writeHead(page ? 200 : 404, { "content-type": `${type}; charset=utf-8`, ...page?.headers });
      response.end(page?.html ?? "");
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    return new Site(server);
  }

  get url(): string {
    const address = this.#server.address();
    if (address === null || typeof address === "string") throw new Error("the site has no port");
    return `http://127.0.0.1:${address.port}`;
  }

  close(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }
}

/** The line that a site pastes into its pages. */
export function snippet(chatUrl: string, key: string): string {
  return `<script async src="${chatUrl}/widget.js" data-key="${key}"></script>`;
}
