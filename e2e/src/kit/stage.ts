import { Cable } from "./proxy.ts";
import { ownerEnv, type Server, startServer } from "./server.ts";

/** A server, with a cable to the agents' browsers and one to the visitors': each can be cut and put back. */
export class Stage {
  readonly server: Server;
  readonly agentsCable: Cable;
  readonly visitorsCable: Cable;

  private constructor(server: Server, agentsCable: Cable, visitorsCable: Cable) {
    this.server = server;
    this.agentsCable = agentsCable;
    this.visitorsCable = visitorsCable;
  }

  /** `env`: settings of the server besides the owner. */
  static async open(env: NodeJS.ProcessEnv = {}): Promise<Stage> {
    const running: { server?: Server } = {};
    const target = () => running.server?.url ?? "";
    const [agents, visitors] = await Promise.all([Cable.to(target), Cable.to(target)]);
    // The shop's widget speaks through the visitors' cable.
    const server = await startServer({ ...ownerEnv(), PUBLIC_URL: visitors.url, ...env });
    running.server = server;
    return new Stage(server, agents, visitors);
  }

  /** Where agents sign in. */
  get dashboardUrl(): string {
    return this.agentsCable.url;
  }

  /** Where visitors are. */
  get shopUrl(): string {
    return this.server.shopUrl;
  }

  async close(): Promise<void> {
    this.agentsCable.close();
    this.visitorsCable.close();
    await this.server.remove();
  }
}

/** Cuts the network of everybody behind these cables, lets `meanwhile` happen, and puts it back. */
export async function cutAndRestore(cables: readonly Cable[], meanwhile: () => Promise<void>): Promise<void> {
  for (const cable of cables) cable.cut();
  try {
    await meanwhile();
  } finally {
    for (const cable of cables) cable.mend();
  }
}
