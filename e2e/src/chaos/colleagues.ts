import type { Random } from "./random.ts";

export type Department = { departmentId: number; members: readonly number[] };
export type Hired = { agentId: number; email: string; password: string };

/** What agents know of one another, of their departments and of the account's chats. */
export class Colleagues {
  readonly departments: readonly Department[];
  readonly #hired: readonly Hired[];
  readonly #chats: string[] = [];
  readonly #visitors: string[] = [];

  constructor(hired: readonly Hired[], departments: readonly Department[]) {
    this.#hired = hired;
    this.departments = departments;
  }

  another(random: Random, agentId: number): number {
    return random.pick(this.#hired.filter((one) => one.agentId !== agentId))?.agentId ?? agentId;
  }

  emailOfAnother(random: Random, agentId: number): string {
    const other = this.another(random, agentId);
    return this.#hired.find((one) => one.agentId === other)?.email ?? "";
  }

  /** Was seen in somebody's dashboard. */
  heardOf(chatId: string, visitorId: string | null): void {
    if (!this.#chats.includes(chatId)) this.#chats.push(chatId);
    if (visitorId && !this.#visitors.includes(visitorId)) this.#visitors.push(visitorId);
  }

  someChat(random: Random): string | undefined {
    return random.pick(this.#chats.slice(-50));
  }

  someVisitor(random: Random): string | undefined {
    return random.pick(this.#visitors);
  }
}
