import type { Pool } from "pg";
import type { TestAccount, TestNode, TestSocket } from "./node.ts";
import { acked, agentOf } from "./scene.ts";

/** `members`: by their place among the account's agents. */
export async function addDepartment(
  pool: Pool,
  account: TestAccount,
  name: string,
  members: number[],
): Promise<number> {
  const { rows } = await pool.query<{ id: number }>(
    "insert into department (account_id, name) values ($1, $2) returning id",
    [account.accountId, name],
  );
  const id = rows[0]?.id ?? 0;
  for (const index of members) await join(pool, account, id, index);
  return id;
}

export async function join(pool: Pool, account: TestAccount, departmentId: number, index: number) {
  const { agentId } = agentOf(account, index);
  await pool.query("insert into department_member values ($1, $2)", [departmentId, agentId]);
}

/** As once a second, for what another node changed. */
export function lookAgain(node: TestNode): Promise<void> {
  return node.context.agentHub.followOtherNodes();
}

export function transferTo(
  departmentId: number,
  chatId: string,
  { remark = "", evenIfOffline = false } = {},
): object {
  return { type: "TransferToDepartment", chatId, departmentId, remark, evenIfOffline };
}

/** One request after the other until none is left. */
export async function serveEach(socket: TestSocket): Promise<string[]> {
  const served: string[] = [];
  for (;;) {
    const answer = await socket.command({ type: "ServeNext" });
    if (answer.t !== "ack") return served;
    served.push(String(answer.chatId));
  }
}

export async function serveAndTransfer(socket: TestSocket, chatId: string, departmentId: number) {
  await acked(socket, { type: "ServeChat", chatId });
  await acked(socket, transferTo(departmentId, chatId));
}
