import { type Browser, expect, test } from "@playwright/test";
import { type AgentPage, closeBrowsers, VisitorPage } from "./people.ts";
import { Stage } from "./stage.ts";

/** Each test of the file gets a stage of its own; after it everybody goes. */
export function onAStage(enter: (stage: Stage) => void): void {
  let stage: Stage;
  test.beforeEach(async () => {
    stage = await Stage.open();
    enter(stage);
  });
  test.afterEach(async ({ browser }) => {
    await closeBrowsers(browser);
    await stage.close();
  });
}

/** A visitor who has had a chat with this agent, which is over; still on the page. */
export async function endedChat(
  browser: Browser,
  stage: Stage,
  agent: AgentPage,
  text: string,
  prepare: (page: VisitorPage["page"]) => Promise<void> = async () => {},
): Promise<VisitorPage> {
  const language = agent.words.locale.startsWith("fr") ? "fr" : "en";
  const visitor = await VisitorPage.arrive(browser, stage.shopUrl, { language });
  await visitor.open();
  await prepare(visitor.page);
  await visitor.write(text);
  await agent.serveButton(1).click();
  await expect(agent.log).toContainText(text);
  await agent.button(agent.words.endChat).click();
  await expect(visitor.log).toContainText(agent.words.ended);
  return visitor;
}
