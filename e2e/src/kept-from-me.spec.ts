import { expect, test } from "@playwright/test";
import { AgentPage, closeBrowsers, VisitorPage } from "./kit/people.ts";
import { addAgent, addDepartment, owner } from "./kit/staff.ts";
import { Stage } from "./kit/stage.ts";
import { expectSameTranscript } from "./kit/transcript.ts";
import type { Language } from "./kit/words.ts";

const PAUL = { email: "paul.girard@example.com", password: "battery staple correct", name: "Paul" };

const kept = {
  fr: "Vous avez transféré 1 demande qui attend. Personne d’autre n’est en ligne pour y répondre.",
  en: "1 waiting request was transferred by you. Nobody else is online to answer.",
};
const seeVisitors = { fr: "Voir qui est là", en: "See who is here" };
const serveThis = { fr: "Répondre à cette demande", en: "Serve this request" };

let stage: Stage;
test.beforeEach(async () => {
  stage = await Stage.open();
});
test.afterEach(async ({ browser }) => {
  await closeBrowsers(browser);
  await stage.close();
});

for (const language of ["fr", "en"] as Language[]) {
  test(`[TR6] [TR4] what I transferred to my own department is not offered to me; I am told when nobody else is there, and open it by hand, in ${language}`, async ({
    browser,
  }) => {
    const paul = await addAgent(stage.server, PAUL);
    await addDepartment(stage.server, { name: "Atelier", members: [await owner(stage.server), paul] });
    const marie = await AgentPage.signIn(browser, stage.dashboardUrl, { language });
    const colleague = await AgentPage.signIn(browser, stage.dashboardUrl, { language }, PAUL);
    const { words } = marie;
    const visitor = await VisitorPage.arrive(browser, stage.shopUrl, { language });
    await visitor.open();
    await visitor.write("v one");
    await marie.serveButton(1).click();
    await marie.chooseDepartment("Atelier");
    await marie.button(words.transfer).click();
    await expect(colleague.serveButton(1)).toBeVisible();
    await expect(marie.serveButton(0)).toBeVisible();
    const note = marie.page.getByRole("status").filter({ hasText: kept[language] });
    await expect(note).toBeHidden();

    await test.step("the colleague is away: Marie is told, and not when he is back", async () => {
      await colleague.page.getByRole("button", { name: words.online, exact: true }).click();
      await colleague.page.getByRole("menuitem", { name: words.away, exact: true }).click();
      await expect(note).toBeVisible();
      await expect(marie.serveButton(0)).toBeVisible();
      await colleague.page.getByRole("button", { name: words.away, exact: true }).click();
      await colleague.page.getByRole("menuitem", { name: words.online, exact: true }).click();
      await expect(note).toBeHidden();
    });

    await test.step("he is gone: from the list she opens the request by hand", async () => {
      await colleague.page.close();
      await note.getByRole("link", { name: seeVisitors[language] }).click();
      await marie.visitorLink().click();
      await expect(marie.log).toContainText("v one");
      await marie.button(serveThis[language]).click();
      await expect(note).toBeHidden();
      await marie.write("m one");
      await expect(visitor.log).toContainText("m one");
      await expectSameTranscript([marie], visitor, { atLeast: 2 });
    });
  });
}
