import { expect, test } from "@playwright/test";
import { expectNothingSecret } from "./kit/frames.ts";
import { AgentPage, closeBrowsers, VisitorPage } from "./kit/people.ts";
import { OWNER } from "./kit/server.ts";
import { colleagueReading } from "./kit/staff.ts";
import { cutAndRestore, Stage } from "./kit/stage.ts";
import { expectSameTranscript } from "./kit/transcript.ts";
import type { Language } from "./kit/words.ts";

/** The longest pause between two attempts to connect is 15 s, and an attempt may take 10. */
const BACK_WITHIN_MS = 40_000;

let stage: Stage;
test.beforeEach(async () => {
  stage = await Stage.open();
});
test.afterEach(async ({ browser }) => {
  await closeBrowsers(browser);
  await stage.close();
});

test("[ST1] [ST4] [ST5] [ST6] the agent's status reaches the widget; offline, the visitor leaves a message, in fr", async ({
  browser,
}) => {
  const { agent, visitor } = await arrive(browser, "fr");
  const { words } = agent;

  await test.step("invisible, the only agent makes the account offline: the form is there by itself", async () => {
    await choose(agent, words.online, words.invisible);
    await expect(visitor.page.getByRole("textbox", { name: words.yourEmail })).toBeVisible();
    await expect(visitor.page.getByText("Personne n’est en ligne pour le moment")).toBeVisible();
  });

  await test.step("it says what is missing and keeps what was typed, over a reload too", async () => {
    await visitor.page.getByRole("textbox", { name: words.yourName }).fill("Zoé");
    await visitor.composer.fill("Livrez-vous à Lyon ?");
    await visitor.button(words.send).click();
    await expect(visitor.page.getByText("Saisissez une adresse e-mail")).toBeVisible();
    await expect(visitor.page.getByRole("textbox", { name: words.yourEmail })).toBeFocused();
    await visitor.page.reload();
    await expect(visitor.composer).toHaveValue("Livrez-vous à Lyon ?");
    await expect(visitor.page.getByRole("textbox", { name: words.yourName })).toHaveValue("Zoé");
  });

  await test.step("sent without a network, it arrives once, when the network is back", async () => {
    await visitor.page.getByRole("textbox", { name: words.yourEmail }).fill("zoe@example.com");
    await cutAndRestore([stage.visitorsCable], async () => {
      await visitor.button(words.send).click();
      await expect(visitor.log).toContainText("Livrez-vous à Lyon ?");
      await expect(visitor.page.getByText("Merci, votre message est envoyé")).toBeHidden();
    });
    await expect(visitor.page.getByText("Merci, votre message est envoyé")).toBeVisible({ timeout: 40_000 });
    await visitor.button("Laisser un autre message").click();
    await expect(visitor.composer).toHaveValue("");
  });

  await test.step("the message is in History, unread, once", async () => {
    await agent.room(words.history).click();
    await expect(agent.page.getByText("Livrez-vous à Lyon ?")).toHaveCount(1);
  });

  await test.step("the status is remembered, and online again the composer is back by itself", async () => {
    await agent.page.reload();
    await choose(agent, words.invisible, words.online);
    await expect(visitor.page.getByRole("textbox", { name: words.yourEmail })).toBeHidden();
    await visitor.write("Bonjour");
    await expect(agent.serveButton(1)).toBeVisible();
  });

  await test.step("who is in a chat goes on in it, though the agent is away or gone", async () => {
    await agent.serveButton(1).click();
    await choose(agent, words.online, words.invisible);
    await visitor.write("Toujours là ?");
    await expect(agent.log).toContainText("Toujours là ?");
  });

  await test.step("both show the same, the network cut in between, and the visitor's page heard no secret", async () => {
    const lea = await colleagueReading(browser, stage, agent, "fr");
    await expectSameTranscript([agent, lea], visitor, { atLeast: 2 });
    await cutAndRestore([stage.agentsCable, stage.visitorsCable], () => visitor.write("Encore moi"));
    await expectSameTranscript([agent, lea], visitor, { atLeast: 3 });
    await expectNothingSecret({ visitors: [visitor], agents: [agent], secrets: [OWNER.email] });
  });
});

test("[ST7] [ST8] an idle agent becomes away, is told, and comes back by one click, in fr", async ({
  browser,
}) => {
  const { agent } = await arrive(browser, "fr");
  const { words, page } = agent;
  await page.clock.install();
  await page.reload();
  await page.getByRole("button", { name: words.online }).click();
  await page.getByRole("menuitem", { name: "Délai d’inactivité…" }).click();
  const dialog = page.getByRole("dialog", { name: "Délai d’inactivité" });
  await dialog.getByRole("switch", { name: "Changer mon statut quand je suis inactif" }).click();
  await dialog.getByRole("textbox", { name: "Après (minutes)" }).fill("0");
  await expect(dialog.getByText("Un nombre entier de 1 à 480.")).toBeVisible();
  await dialog.getByRole("textbox", { name: "Après (minutes)" }).fill("5");
  await dialog.getByRole("button", { name: words.save }).click();
  await expect(page.getByRole("button", { name: words.online })).toBeFocused();
  // From here on the clock goes by this test alone, however long the machine takes.
  await page.clock.pauseAt((await page.evaluate(() => Date.now())) + 15_000);
  await page.keyboard.press("Shift");
  await page.clock.runFor("04:59");
  await expect(page.getByRole("button", { name: words.online })).toBeVisible();
  await page.clock.runFor("00:01");
  await page.clock.resume();
  // On a slow machine no answer comes within the minutes that the clock jumps over: the connection is made anew first.
  await expect(page.getByText("Votre statut est maintenant Absent.")).toBeVisible({
    timeout: BACK_WITHIN_MS,
  });
  await expect(page.getByRole("button", { name: words.away })).toBeVisible();
  await agent.button("Repasser en ligne").click();
  await expect(page.getByRole("button", { name: words.online })).toBeVisible();
  await expect(page.getByText("Votre statut est maintenant Absent.")).toBeHidden();
});

test("[ST5] [WI1] [WI2] the same in en: offline form, message, online again, while the visitor writes", async ({
  browser,
}) => {
  const { agent, visitor } = await arrive(browser, "en");
  const { words } = agent;
  const { keyboard } = visitor.page;
  const email = visitor.page.getByRole("textbox", { name: words.yourEmail });

  await test.step("in the middle of a word the form comes, and the word goes on", async () => {
    await keyboard.type("Do yu");
    await keyboard.press("ArrowLeft");
    await choose(agent, words.online, words.invisible);
    await expect(email).toBeVisible();
    await keyboard.type("o");
    await expect(visitor.composer).toHaveValue("Do you");
  });

  await test.step("in the middle of the address the form stays; left, it gives way to the composer", async () => {
    await email.focus();
    await keyboard.type("zoe@");
    await choose(agent, words.invisible, words.online);
    await expect(visitor.page.getByText("How can we help you?")).toBeVisible();
    await keyboard.type("example.com");
    await expect(email).toHaveValue("zoe@example.com");
    await keyboard.press("Tab");
    await expect(email).toBeHidden();
    await expect(visitor.composer).toBeFocused();
    await expect(visitor.composer).toHaveValue("Do you");
  });

  await choose(agent, words.online, words.invisible);
  await visitor.page.getByRole("textbox", { name: words.yourName }).fill("Zoe");
  await visitor.page.getByRole("textbox", { name: words.yourEmail }).fill("zoe@example.com");
  await visitor.composer.fill("Do you ship to Lyon?");
  await visitor.button(words.send).click();
  await expect(visitor.page.getByText("Thank you, your message was sent.")).toBeVisible();
  await choose(agent, words.invisible, words.away);
  await visitor.write("Hello");
  await agent.serveButton(1).click();
  await expect(visitor.log).toContainText(words.joined(OWNER.name));
});

async function arrive(browser: Parameters<typeof AgentPage.signIn>[0], language: Language) {
  const agent = await AgentPage.signIn(browser, stage.dashboardUrl, { language });
  const visitor = await VisitorPage.arrive(browser, stage.shopUrl, { language });
  await visitor.open();
  return { agent, visitor };
}

async function choose({ page }: AgentPage, from: string, to: string): Promise<void> {
  await page.getByRole("button", { name: from, exact: true }).click();
  await page.getByRole("menuitem", { name: to, exact: true }).click();
}
