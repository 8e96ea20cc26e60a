import type { Pool } from "pg";
import { agentSocket, newToken, type TestSocket } from "./node.ts";
import { agentOf, type Scene, servedVisitor, visitorIdOf } from "./scene.ts";

export type Value = { name: string | null; email: string | null; phone: string | null; notes: string };
/** Of whom nothing is known. */
export const nobody: Value = { name: null, email: null, phone: null, notes: "" };

export async function storedDetails(pool: Pool, visitorId: string): Promise<Value> {
  const { rows } = await pool.query("select name, email, phone, notes from visitor where id = $1", [
    visitorId,
  ]);
  return rows[0];
}

export const edit = (visitorId: string, changes: object) => ({ type: "EditVisitor", visitorId, changes });
/** From what its editor saw, nothing unless said. */
export const set = (to: string, from = "") => ({ from, to });

/** Gives an edit that must be done. */
export async function done(socket: TestSocket, command: object, id?: string): Promise<void> {
  const answer = await socket.command(command, id);
  if (answer.t !== "done") throw new Error(`not done: ${JSON.stringify(answer)}`);
}

/** Two dashboards and a visitor in a chat. */
export async function scenery(scene: Scene) {
  const account = await scene.newAccount(2);
  const token = newToken();
  const { visitor, agent, chatId } = await servedVisitor(scene.node, account, token);
  const other = await agentSocket(scene.node, agentOf(account, 1));
  return { account, token, visitor, agent, other, chatId, visitorId: visitorIdOf(visitor) };
}
