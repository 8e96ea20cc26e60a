import { expect, test } from "@playwright/test";
import { expectNothingSecret } from "./kit/frames.ts";
import { AgentPage, closeBrowsers, VisitorPage } from "./kit/people.ts";
import { OWNER } from "./kit/server.ts";
import { addAgent, addDepartment, changeSettings, owner } from "./kit/staff.ts";
import { cutAndRestore, Stage } from "./kit/stage.ts";
import { expectSameTranscript } from "./kit/transcript.ts";
import type { Language } from "./kit/words.ts";

const PASSWORD = "battery staple correct";
const PAUL = { email: "paul.girard@example.com", password: PASSWORD, name: "Paul" };
const LEA = { email: "lea.moreau@example.com", password: PASSWORD, name: "Léa" };

let stage: Stage;
test.beforeEach(async () => {
  stage = await Stage.open();
});
test.afterEach(async ({ browser }) => {
  await closeBrowsers(browser);
  await stage.close();
});

/** Marie sells, Paul and she repair, Léa alone is an accountant. */
async function makeDepartments() {
  const marie = await owner(stage.server);
  const paul = await addAgent(stage.server, PAUL);
  const lea = await addAgent(stage.server, LEA);
  await addDepartment(stage.server, { name: "Ventes", members: [marie] });
  await addDepartment(stage.server, { name: "Atelier", members: [marie, paul] });
  await addDepartment(stage.server, { name: "Comptabilité", members: [lea] });
  await addDepartment(stage.server, { name: "Fermé", members: [paul], enabled: false });
}

test("[TR1] [TR2] [TR3] [TR4] [TR7] [TR8] transférer à un service\u202f: refus, remarque, fin de la file, jamais proposé de nouveau", async ({
  browser,
}) => {
  const language = "fr";
  await makeDepartments();
  const marie = await AgentPage.signIn(browser, stage.dashboardUrl, { language });
  const paul = await AgentPage.signIn(browser, stage.dashboardUrl, { language }, PAUL);
  const { words } = marie;
  const visitor = await VisitorPage.arrive(browser, stage.shopUrl, { language });
  await visitor.open();
  await visitor.write("ma théière fuit");
  await marie.serveButton(1).click();
  await marie.write("je vous transfère");

  await test.step("the drop-down holds the enabled departments with who is online in each", async () => {
    await marie.act(words.transferToDepartment);
    const combobox = marie.dialog.getByRole("combobox", { name: words.department, exact: true });
    await expect(combobox).toBeFocused();
    await combobox.click();
    await expect(marie.page.getByRole("option")).toHaveText([
      "AtelierPaul est en ligne",
      "ComptabilitéPersonne n’est en ligne",
      "VentesVous seul êtes en ligne",
    ]);
    await combobox.press("Escape");
    await marie.button(words.transfer).click();
    await expect(marie.dialog).toContainText("Choisissez le service");
  });

  await test.step("refused where she is the only one online, and where nobody is", async () => {
    await marie.pickDepartment("Ventes");
    await marie.button(words.transfer).click();
    await expect(marie.alert.filter({ hasText: "Vous êtes le seul agent en ligne" })).toBeVisible();
    await marie.pickDepartment("Comptabilité");
    await expect(marie.alert.filter({ hasText: "Vous êtes le seul agent en ligne" })).toBeHidden();
    await marie.button(words.transfer).click();
    await expect(marie.alert.filter({ hasText: "Personne n’est en ligne" })).toBeVisible();
    await expect(marie.button("Transférer quand même")).toBeHidden();
    await expect(visitor.log).not.toContainText(words.left(OWNER.name));
  });

  await test.step("transferred with a remark: she is out, it waits behind who waited", async () => {
    const other = await VisitorPage.arrive(browser, stage.shopUrl, { language });
    await other.open();
    await other.write("une autre demande");
    await expect(paul.serveButton(1)).toBeVisible();
    const remark = marie.dialog.getByRole("textbox", { name: words.remark });
    await remark.fill("le joint est à changer");
    await marie.button(words.cancel).click();
    await marie.page.reload();
    await marie.act(words.transferToDepartment);
    await expect(remark).toHaveValue("le joint est à changer");
    await marie.pickDepartment("Atelier");
    await marie.button(words.transfer).click();
    await expect(marie.dialog).toBeHidden();
    for (const { log } of [marie, visitor]) await expect(log).toContainText(words.transferred("Atelier"));
    await expect(marie.button(words.leaveChat)).toBeHidden();
    // Hers is the other request alone, Paul's are both.
    await expect(marie.serveButton(1)).toBeVisible();
    await paul.serveButton(2).click();
    await expect(paul.log).toContainText("une autre demande");
    await paul.serveButton(1).click();
  });

  await test.step("the next agent reads all of it, the remark too", async () => {
    await expect(paul.log).toContainText("ma théière fuit");
    await expect(paul.log).toContainText("le joint est à changer");
    const header = paul.page.locator("header", {
      has: paul.page.getByRole("heading", { name: words.visitor }),
    });
    await expect(header).toContainText("Atelier");
    await expect(marie.serveButton(0)).toBeVisible();
    await paul.write("je change le joint");
    await expect(visitor.log).toContainText("je change le joint");
    await expectSameTranscript([paul, marie], visitor, { atLeast: 3 });
  });

  await test.step("the network is cut around a second transfer, back to a department of both", async () => {
    await cutAndRestore([stage.visitorsCable], async () => {
      await visitor.write("v sans réseau");
      await paul.button(words.leaveChat).click();
    });
    await expect(paul.log).toContainText("v sans réseau", { timeout: 40_000 });
    await paul.serveButton(1).click();
    await paul.composer.waitFor();
    await cutAndRestore([stage.agentsCable], async () => {
      await paul.chooseDepartment("Atelier");
      await paul.button(words.transfer).click();
      await expect(paul.alert.filter({ hasText: "La connexion est perdue" })).toBeVisible();
    });
    await expect(async () => {
      await paul.button(words.transfer).click();
      // Marie transferred it to this department herself, so nobody is left who may be offered it [TR4].
      await expect(paul.alert.filter({ hasText: "Vous êtes le seul agent en ligne" })).toBeVisible({
        timeout: 5000,
      });
    }).toPass({ timeout: 40_000 });
    await paul.button(words.cancel).click();
    await paul.button(words.endChat).click();
    await expect(visitor.log).toContainText(words.ended);
    await expectSameTranscript([paul, marie], visitor, { atLeast: 4 });
  });

  const secrets = ["le joint est à changer", OWNER.email, PAUL.email, LEA.email];
  await expectNothingSecret({ visitors: [visitor], agents: [marie, paul], secrets });
});

test("[TR3] where Settings allow it, the agent goes on to a department with nobody online", async ({
  browser,
}) => {
  await makeDepartments();
  await changeSettings(stage.server, { offlineTransfers: true });
  const marie = await AgentPage.signIn(browser, stage.dashboardUrl);
  const { words } = marie;
  const visitor = await VisitorPage.arrive(browser, stage.shopUrl);
  await visitor.open();
  await visitor.write("v one");
  await marie.serveButton(1).click();
  await marie.chooseDepartment("Comptabilité");
  await marie.button(words.transfer).click();
  await expect(marie.alert.filter({ hasText: "Nobody is online in this department" })).toBeVisible();
  await marie.button("Transfer anyway").click();
  await expect(marie.log).toContainText(words.transferred("Comptabilité"));
  await expect(marie.serveButton(0)).toBeVisible();

  const lea = await AgentPage.signIn(browser, stage.dashboardUrl, {}, LEA);
  await lea.serveButton(1).click();
  await expect(visitor.log).toContainText(words.joined(LEA.name));
  await expectSameTranscript([lea, marie], visitor);
  await expectNothingSecret({ visitors: [visitor], agents: [marie], secrets: [LEA.email, OWNER.email] });
});

for (const language of ["fr", "en"] as Language[]) {
  test(`without departments, in ${language}, the dialog says where they are made, and an agent that nothing is lost by closing it`, async ({
    browser,
  }) => {
    await addAgent(stage.server, PAUL);
    const marie = await AgentPage.signIn(browser, stage.dashboardUrl, { language });
    const { words } = marie;
    const visitor = await VisitorPage.arrive(browser, stage.shopUrl, { language });
    await visitor.open();
    await visitor.write("v one");
    await marie.serveButton(1).click();
    await marie.act(words.transferToDepartment);
    await expect(marie.dialog.getByRole("link")).toHaveAttribute("href", /settings/);
    await marie.button(words.cancel).click();
    await marie.write("still here");
    await expect(visitor.log).toContainText("still here");
  });
}
