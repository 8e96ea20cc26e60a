import type { AgentPage } from "./people.ts";

/** As an administrator's dashboard changes the account's settings. */
export async function changeSettings(administrator: AgentPage, changes: object): Promise<void> {
  const status = await administrator.page.evaluate(async (body) => {
    const answer = await fetch("/dashboard-api/settings", {
      method: "PATCH",
      headers: { "content-type": "application/json" },
      body,
    });
    return answer.status;
  }, JSON.stringify(changes));
  if (status !== 200) throw new Error(`the settings were not changed: ${status}`);
}
