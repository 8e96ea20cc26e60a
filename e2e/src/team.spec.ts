import { type Browser, expect, test } from "@playwright/test";
import { attach, pdf } from "./kit/files.ts";
import { expectNothingSecret } from "./kit/frames.ts";
import { AgentPage, closeBrowsers, type Person, VisitorPage } from "./kit/people.ts";
import { OWNER } from "./kit/server.ts";
import { addAgent, addDepartment } from "./kit/staff.ts";
import { cutAndRestore, Stage } from "./kit/stage.ts";
import { agentsTranscript } from "./kit/transcript.ts";
import type { Language } from "./kit/words.ts";

const BEN: Person = { email: "ben@example.com", password: "ben likes long words", name: "Ben" };
const CLEO: Person = { email: "cleo@example.com", password: "cleo likes long words", name: "Cléo" };

let stage: Stage;
test.beforeEach(async () => {
  stage = await Stage.open();
});
test.afterEach(async ({ browser }) => {
  await closeBrowsers(browser);
  await stage.close();
});

test("[TE1] [TE3] [TE4] [TE6] [TE7] colleagues among themselves, in fr", async ({ browser }) => {
  const ben = await addAgent(stage.server, BEN);
  await addAgent(stage.server, CLEO);
  await addDepartment(stage.server, { name: "Ventes", members: [ben] });
  const [marie, benPage, cleo] = await Promise.all([
    signIn(browser, "fr"),
    signIn(browser, "fr", BEN),
    signIn(browser, "fr", CLEO),
  ]);
  const { words } = marie;
  const visitor = await VisitorPage.arrive(browser, stage.shopUrl, { language: "fr" });
  await visitor.open();

  await test.step("Team lists colleagues with status and departments; a click on the name opens the chat", async () => {
    await marie.room(words.team).click();
    const row = marie.page.getByRole("listitem").filter({ has: marie.room(BEN.name) });
    await expect(row).toContainText("En ligne · Ventes");
    await marie.room(BEN.name).click();
    await marie.write("Un café ?");
    await expect(marie.log).toContainText("Un café ?");
  });

  await test.step("the other sees that it is unread, on a phone too, reads it, and both see the other type", async () => {
    await benPage.page.setViewportSize({ width: 390, height: 844 });
    await expect(benPage.button("Menu")).toHaveText("1");
    await expect(benPage.button("Menu")).toHaveAccessibleDescription(words.unread(1));
    await benPage.page.setViewportSize({ width: 1280, height: 800 });
    await benPage.room(words.team).click();
    await expect(benPage.page.getByRole("img", { name: words.unread(1) })).toBeVisible();
    await benPage.room(OWNER.name).click();
    await expect(benPage.log).toContainText("Un café ?");
    await expect(benPage.page.getByRole("img", { name: words.unread(1) })).toBeHidden();
    await benPage.composer.pressSequentially("Avec plais");
    await expect(marie.page.getByText(words.typing(BEN.name))).toBeVisible();
    await benPage.write("Avec plaisir");
    await expect(marie.log).toContainText("Avec plaisir");
  });

  await test.step("with the network cut in the middle nothing is lost, doubled or out of order", async () => {
    await cutAndRestore([stage.agentsCable], async () => {
      for (const text of ["Quand ?", "Maintenant ?"]) await marie.write(text);
      await benPage.write("Où ?");
    });
    await expect(async () => {
      const mine = await agentsTranscript(marie);
      expect(mine.filter(({ kind }) => kind === "message")).toHaveLength(5);
      expect(await agentsTranscript(benPage)).toEqual(mine);
    }).toPass({ timeout: 40_000 });
  });

  await test.step("a third makes a new chat of three; what two wrote stays theirs", async () => {
    await marie.button("Ajouter des collègues").click();
    const dialog = marie.page.getByRole("dialog", { name: "Ajouter des collègues" });
    await dialog.getByRole("combobox", { name: "Collègues" }).click();
    await marie.page.getByRole("option", { name: CLEO.name }).click();
    await marie.page.keyboard.press("Escape");
    await dialog.getByRole("button", { name: "Ajouter", exact: true }).click();
    await marie.page.getByRole("heading", { name: "Ben, Cléo" }).waitFor();
    await marie.write("Bonjour à tous");
    await cleo.room(words.team).click();
    await cleo.page.getByRole("link", { name: /Ben/ }).filter({ hasText: OWNER.name }).click();
    await expect(cleo.log).toContainText("Bonjour à tous");
    await expect(cleo.log).not.toContainText("café");
  });

  await test.step("who is not in a chat does not find it", async () => {
    await benPage.page.reload();
    const foreign = await chatIdOf(benPage);
    await cleo.page.goto(`${stage.dashboardUrl}/team/groups/${foreign}`);
    await expect(cleo.page.getByText("Ce chat n’est pas ici")).toBeVisible();
  });

  await test.step("of all that, a visitor's page has heard nothing", async () => {
    await visitor.write("Bonjour");
    await expect(marie.serveButton(1)).toBeVisible();
    const secrets = ["Un café ?", "Bonjour à tous", BEN.email];
    await expectNothingSecret({ visitors: [visitor], agents: [marie, benPage, cleo], secrets });
  });

  await test.step("the search leads to a message, and to a file; it stands in the address", async () => {
    const search = marie.page.getByRole("searchbox", { name: "Rechercher collègues et messages" });
    await search.fill("plaisir");
    const found = marie.page.getByRole("listitem").filter({ hasText: "Avec plaisir" }).last();
    await found.getByRole("link", { name: BEN.name }).click();
    await expect(marie.log.getByText("Avec plaisir")).toBeInViewport();
    await attach(marie.page, marie.button(words.attach), [pdf("tarifs.pdf")]);
    await expect(marie.log.getByText("tarifs.pdf")).toBeVisible();
    await search.fill("tarifs");
    await expect(marie.page.getByRole("listitem").filter({ hasText: "tarifs.pdf" }).last()).toBeVisible();
    await expect(marie.page).toHaveURL(/[?&]q=tarifs/);
    await marie.page.reload();
    await expect(search).toHaveValue("tarifs");
    await search.fill("");
    await expect(marie.page).not.toHaveURL(/[?&]q=/);
    await marie.page.goBack();
    await expect(search).toHaveValue("plaisir");
    await cleo.page.goto(`${stage.dashboardUrl}/team`);
    await cleo.page.getByRole("searchbox", { name: "Rechercher collègues et messages" }).fill("plaisir");
    await expect(cleo.page.getByText("Aucun message ne dit cela.")).toBeVisible();
  });
});

test("[TE1] colleagues among themselves, in en", async ({ browser }) => {
  await addAgent(stage.server, BEN);
  const marie = await signIn(browser, "en");
  const ben = await signIn(browser, "en", BEN);
  const { words } = marie;
  await marie.room(words.team).click();
  await marie.room(BEN.name).click();
  await marie.write("Coffee?");
  await ben.room(words.team).click();
  await ben.room(OWNER.name).click();
  await expect(ben.log).toContainText("Coffee?");
  await ben.write("Yes");
  await expect(marie.log).toContainText("Yes");
  expect(await agentsTranscript(ben)).toEqual(await agentsTranscript(marie));
});

function signIn(browser: Browser, language: Language, person?: Person): Promise<AgentPage> {
  return AgentPage.signIn(browser, stage.dashboardUrl, { language }, person);
}

/** Of the chat that a search result leads to. */
async function chatIdOf({ page }: AgentPage): Promise<string> {
  await page.getByRole("searchbox").fill("café");
  const href = await page
    .getByRole("listitem")
    .filter({ hasText: "Un café ?" })
    .last()
    .getByRole("link")
    .getAttribute("href");
  const [, chatId] = /groups\/([^?]+)/.exec(href ?? "") ?? [];
  if (chatId === undefined) throw new Error(`the search led to ${href}`);
  return chatId;
}
