import { type Browser, expect, test } from "@playwright/test";
import { endedChat, onAStage } from "./kit/each-test.ts";
import { expectNoFaults } from "./kit/faults.ts";
import { expectNothingSecret } from "./kit/frames.ts";
import { tabTo } from "./kit/keyboard.ts";
import { AgentPage, type Person } from "./kit/people.ts";
import { OWNER } from "./kit/server.ts";
import { addAgent } from "./kit/staff.ts";
import { cutAndRestore, type Stage } from "./kit/stage.ts";
import type { Language } from "./kit/words.ts";

const BEN: Person = { email: "ben@example.com", password: "ben likes long words", name: "Ben" };

/** Its column. */
const DURATION = 5;

let stage: Stage;
onAStage((opened) => {
  stage = opened;
});

test("[HI1] [HI2] [HI4] [KB4] [DA2] the History room, in fr: an offline message is unread, then read for everybody; a chat's transcript", async ({
  browser,
}) => {
  await addAgent(stage.server, BEN);
  const marie = await signIn(browser, "fr");
  const { words, page } = marie;
  await page.goto(`${stage.dashboardUrl}/history`);
  await expect(page.getByText("Rien pour l’instant")).toBeVisible();
  const visitor = await endedChat(browser, stage, marie, "Est-ce en stock ?");

  await choose(marie, words.online, words.invisible);
  await expect(visitor.page.getByRole("textbox", { name: words.yourEmail })).toBeVisible();
  await visitor.page.getByRole("textbox", { name: words.yourName }).fill("Zoé Martin");
  await visitor.page.getByRole("textbox", { name: words.yourEmail }).fill("zoe@example.com");
  await visitor.composer.fill("Rappelez-moi demain");
  await cutAndRestore([stage.agentsCable], () => visitor.button(words.send).click());

  const ben = await signIn(browser, "fr", BEN);
  await test.step("both see one unread message in the left bar, and in bold in the room", async () => {
    for (const agent of [marie, ben]) {
      await expect(agent.room(words.history)).toHaveAccessibleDescription("1 message hors ligne non lu", {
        timeout: 40_000,
      });
      await agent.room(words.history).click();
      await expect(agent.rowWith("Rappelez-moi demain").getByRole("img", { name: "Non lu" })).toBeVisible();
    }
    await expect(marie.rowWith("Est-ce en stock ?")).toContainText(OWNER.name);
    await expect(marie.rowWith("Est-ce en stock ?").getByRole("img", { name: "Non lu" })).toHaveCount(0);
  });

  await test.step("the one who opens it reads name, e-mail and message, and may answer; for the other it is read too", async () => {
    await marie.rowWith("Rappelez-moi demain").getByRole("link").click();
    const message = page.getByRole("article", { name: "Message hors ligne" });
    for (const text of ["Zoé Martin", "zoe@example.com", "Rappelez-moi demain"])
      await expect(message).toContainText(text);
    const reply = message.getByRole("link", { name: "Répondre par e-mail" });
    await expect(reply).toHaveAttribute("href", /^mailto:zoe%40example\.com\?subject=Votre%20message/);
    await marie.button(words.actions).click();
    await expect(page.getByRole("menuitem", { name: "Créer un ticket" })).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(ben.rowWith("Rappelez-moi demain").getByRole("img", { name: "Non lu" })).toHaveCount(0);
    await expect(ben.room(words.history)).toHaveAccessibleDescription("");
  });

  await test.step("filters hold together, stay in the address, and can be cleared", async () => {
    await ben.page.getByText("Non lus", { exact: true }).click();
    await expect(ben.page.getByText("Rien ne correspond aux filtres")).toBeVisible();
    await ben.button("Effacer les filtres").click();
    await ben.page.getByRole("combobox", { name: "Agent" }).selectOption({ label: OWNER.name });
    await expect(ben.rowWith("Est-ce en stock ?")).toBeVisible();
    await expect(ben.rowWith("Rappelez-moi demain")).toHaveCount(0);
    await ben.page.reload();
    await expect(ben.page.getByRole("combobox", { name: "Agent" })).toHaveValue(/\d+/);
    await ben.page.getByLabel("Au", { exact: true }).fill("2001-01-01");
    await expect(ben.page.getByText("Rien ne correspond aux filtres")).toBeVisible();
    const tag = ben.page.getByRole("textbox", { name: "Tag", exact: true });
    await tag.pressSequentially("ca");
    await ben.page.waitForURL(/tag=ca(&|$)/);
    await expect(tag).toBeFocused();
    await ben.page.keyboard.type("sse");
    await expect(tag).toHaveValue("casse");
    await ben.button("Effacer les filtres").click();
    await expect(tag).toHaveValue("");
    await expect(ben.rowWith("Rappelez-moi demain")).toBeVisible();
    // [DA2] The filters are there again, the day as it was typed last; one more Back, and the agent is not.
    await ben.page.goBack();
    await expect(ben.page.getByLabel("Au", { exact: true })).toHaveValue("2001-01-01");
    await expect(ben.page.getByRole("combobox", { name: "Agent" })).toHaveValue(/\d+/);
    await ben.page.goBack();
    await expect(ben.page.getByRole("combobox", { name: "Agent" })).toHaveValue("");
    await expect(ben.page.getByLabel("Au", { exact: true })).toHaveValue("");
    await expect(ben.rowWith("Rappelez-moi demain")).toBeVisible();
  });

  await test.step("a row opens the whole transcript, and Back leads to the room again", async () => {
    await ben.rowWith("Est-ce en stock ?").getByRole("link").click();
    await expect(ben.log).toContainText("Est-ce en stock ?");
    await expect(ben.log).toContainText(words.ended);
    await ben.page.goBack();
    await expect(ben.rowWith("Est-ce en stock ?")).toBeVisible();
  });

  await expectNothingSecret({ visitors: [visitor], agents: [marie, ben], secrets: [OWNER.email, BEN.email] });
});

for (const colorScheme of ["light", "dark"] as const) {
  test(`[HI1] [HI6] the History room by keyboard, in en, and axe finds nothing in ${colorScheme}`, async ({
    browser,
  }) => {
    const agent = await AgentPage.signIn(browser, stage.dashboardUrl, { colorScheme });
    const { words, page } = agent;
    await endedChat(browser, stage, agent, "Is it in stock?");
    await tabTo(page, agent.room(words.history));
    await page.keyboard.press("Enter");
    await expect(page.getByRole("heading", { name: words.history, level: 1 })).toBeFocused();
    const row = agent.rowWith("Is it in stock?");
    await expect(row).toBeVisible();
    await expect(row.getByRole("cell").nth(DURATION)).toHaveText(/^0:\d\d$/);
    await expectNoFaults(page);
    await tabTo(page, row.getByRole("link"));
    await page.keyboard.press("Enter");
    await expect(agent.log).toContainText("Is it in stock?");
    await expectNoFaults(page);
  });
}

function signIn(browser: Browser, language: Language, person: Person = OWNER): Promise<AgentPage> {
  return AgentPage.signIn(browser, stage.dashboardUrl, { language }, person);
}

async function choose({ page }: AgentPage, from: string, to: string): Promise<void> {
  await page.getByRole("button", { name: from, exact: true }).click();
  await page.getByRole("menuitem", { name: to, exact: true }).click();
}
