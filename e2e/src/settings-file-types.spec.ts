import { expect, test } from "@playwright/test";
import { onAStage } from "./kit/each-test.ts";
import { AgentPage } from "./kit/people.ts";
import { openSection } from "./kit/settings-room.ts";
import type { Stage } from "./kit/stage.ts";

let stage: Stage;
onAStage((opened) => {
  stage = opened;
});

test("[SE9] types of files chosen one right after the other are all kept, however slow the first answer is", async ({
  browser,
}) => {
  const agent = await AgentPage.signIn(browser, stage.dashboardUrl, { language: "fr" });
  const { page } = agent;
  const type = (name: string) => page.getByRole("checkbox", { name, exact: true });
  const late = Promise.withResolvers<void>();
  const answers: number[] = [];
  page.on("response", (answer) => {
    if (answer.request().method() === "PATCH") answers.push(answer.status());
  });
  const holdBack = async (route: { continue(): Promise<void> }) => {
    await late.promise;
    await route.continue();
  };
  await page.route("**/dashboard-api/settings", holdBack, { times: 1 });
  await openSection(agent, "Chat");
  await type("Word (docx)").check();
  await type("Excel (xlsx)").check();
  late.resolve();
  await expect.poll(() => answers).toEqual([200, 200]);
  await page.reload();
  for (const name of ["Word (docx)", "Excel (xlsx)"]) await expect(type(name)).toBeChecked();
});
