import { removeFolder, scratchFolder } from "./children.ts";
import { Postgres } from "./postgres.ts";
import { Redis } from "./redis.ts";
import { freePort, ownerEnv, Server } from "./server.ts";

export type ClusterOptions = { nodes: number; env?: NodeJS.ProcessEnv };

/** Several nodes on one PostgreSQL and one Redis, with an owner. Each of all of these may be killed and started again. */
export class Cluster {
  readonly postgres: Postgres;
  readonly redis: Redis;
  readonly nodes: readonly Server[];
  readonly #folder: string;

  private constructor(postgres: Postgres, redis: Redis, nodes: readonly Server[], folder: string) {
    this.postgres = postgres;
    this.redis = redis;
    this.nodes = nodes;
    this.#folder = folder;
  }

  /** `setUp`: with the first node alone, before the others read how everything is. */
  static async start(
    { nodes: count, env = {} }: ClusterOptions,
    setUp: (first: Server) => Promise<void> = async () => undefined,
  ): Promise<Cluster> {
    const [postgres, redis] = await Promise.all([Postgres.start(), Redis.start()]);
    const folder = scratchFolder("causerie-cluster-");
    const shared = {
      ...ownerEnv(),
      DATABASE_URL: postgres.url,
      REDIS_URL: redis.url,
      DEMO_SHOP_PORT: "off",
      ...env,
    };
    const ports = await Promise.all(Array.from({ length: count }, () => freePort()));
    const nodes = ports.map((port) => new Server({ port, shopPort: 0, dataDir: folder, env: shared }));
    const [first, ...others] = nodes;
    if (!first) throw new Error("a cluster has one node at least");
    await first.start();
    await setUp(first);
    await Promise.all(others.map((node) => node.start()));
    return new Cluster(postgres, redis, nodes, folder);
  }

  async close(): Promise<void> {
    await Promise.all(this.nodes.map((node) => node.stop()));
    await Promise.all([this.redis.kill(), this.postgres.close()]);
    removeFolder(this.#folder);
  }
}
