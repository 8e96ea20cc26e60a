import { expect, test } from "@playwright/test";
import { expectNothingSecret } from "./kit/frames.ts";
import { AgentPage, closeBrowsers, newContext, VisitorPage } from "./kit/people.ts";
import { OWNER } from "./kit/server.ts";
import { addAgent } from "./kit/staff.ts";
import { cutAndRestore, Stage } from "./kit/stage.ts";
import { expectSameTranscript } from "./kit/transcript.ts";
import type { Language } from "./kit/words.ts";

const PASSWORD = "battery staple correct";
const PAUL = { email: "paul.girard@example.com", password: PASSWORD, name: "Paul" };
const LEA = { email: "lea.moreau@example.com", password: PASSWORD, name: "Léa" };
/** Never signs in. */
const NOOR = { email: "noor.haddad@example.com", password: PASSWORD, name: "Noor" };
const EMAILS = [OWNER.email, PAUL.email, LEA.email, NOOR.email];

let stage: Stage;
test.beforeEach(async () => {
  stage = await Stage.open();
  for (const person of [PAUL, LEA, NOOR]) await addAgent(stage.server, person);
});
test.afterEach(async ({ browser }) => {
  await closeBrowsers(browser);
  await stage.close();
});

test("[IN1] [IN2] [IN3] [IN4] [NO1] inviter un agent, décider à plusieurs par des notes, transférer à un agent", async ({
  browser,
}) => {
  const language = "fr";
  const sign = (person: typeof PAUL) => AgentPage.signIn(browser, stage.dashboardUrl, { language }, person);
  const [marie, paul, lea] = [await sign(OWNER), await sign(PAUL), await sign(LEA)];
  const { words } = marie;
  const visitor = await VisitorPage.arrive(browser, stage.shopUrl, { language });
  await visitor.open();
  await visitor.write("ma théière est cassée");
  await marie.serveButton(1).click();
  await marie.write("je regarde");

  await test.step("the dialog completes by name, with the status, and says clearly what cannot be", async () => {
    await marie.act(words.inviteOrTransfer);
    const email = marie.dialog.getByRole("textbox", { name: words.agentEmail, exact: true });
    await expect(email).toBeFocused();
    await email.pressSequentially("noo");
    await expect(marie.page.getByRole("option")).toHaveText(/Noor.*noor\.haddad@example\.com.*Non connecté/);
    await email.press("Enter");
    await expect(email).toHaveValue(NOOR.email);
    await marie.button(words.invite).click();
    await expect(marie.alert.filter({ hasText: "Noor" })).toContainText("n’est pas connecté");
    await email.fill("personne@example.com");
    await marie.button(words.invite).click();
    await expect(marie.alert.filter({ hasText: "Aucun agent" })).toBeVisible();
    await email.fill(OWNER.email);
    await marie.button(words.transferAndLeave).click();
    await expect(marie.alert.filter({ hasText: "C’est vous" })).toBeVisible();
    await marie.button(words.cancel).click();
    await expect(marie.dialog).toBeHidden();
  });

  await test.step("Paul is invited: the chat is in his list with who invites, its log is read before it is opened", async () => {
    await marie.invite(PAUL.email, words.invite);
    await expect(marie.log).toContainText(words.invited(OWNER.name, PAUL.name));
    await expect(paul.page).toHaveTitle(/^\(1\) /);
    await expect(paul.page.getByText("marie vous invite", { exact: true })).toBeVisible();
    await paul.page.getByRole("link", { name: words.visitor }).click();
    await expect(paul.log).toContainText("je regarde");
    await expect(paul.composer).toBeHidden();
    await expect(visitor.log).not.toContainText(words.joined(PAUL.name));
    await marie.invite(PAUL.email, words.invite);
    await expect(marie.alert.filter({ hasText: "Paul" })).toContainText("déjà invité");
    await marie.button(words.cancel).click();
  });

  await test.step("he declines, and Marie sees it; invited again, he opens it", async () => {
    await paul.button(words.decline).click();
    await expect(marie.log).toContainText("Paul a refusé l’invitation");
    await expect(paul.button(words.open)).toBeHidden();
    await marie.invite(PAUL.email, words.invite);
    await paul.button(words.open).click();
    for (const { log } of [marie, paul, visitor]) await expect(log).toContainText(words.joined(PAUL.name));
    await expect(marie.page.getByText("Servi par marie et Paul")).toBeVisible();
  });

  await test.step("two agents in one chat: notes between them, whose typing the visitor does not see", async () => {
    await marie.noteSwitch.check({ force: true });
    await marie.composer.pressSequentially("remise de 20");
    await expect(paul.page.getByText(words.typing(OWNER.name))).toBeVisible();
    await marie.composer.fill("remise de 20 % possible ?");
    await marie.composer.press("Enter");
    await expect(paul.log).toContainText("remise de 20 % possible ?");
    await paul.writeNote("oui, jusqu’à 25 %");
    await expect(marie.log).toContainText("oui, jusqu’à 25 %");
    await expect(visitor.page.getByText(words.typing(OWNER.name))).toBeHidden();
    // [WT3] A draft stays a note over a reload.
    await marie.composer.fill("brouillon entre nous");
    await marie.page.reload();
    await expect(marie.composer).toHaveValue("brouillon entre nous");
    await expect(marie.noteSwitch).toBeChecked();
    await marie.composer.fill("");
    await marie.noteSwitch.uncheck({ force: true });
    await paul.write("bonjour, ici Paul");
    await expect(visitor.log).toContainText("bonjour, ici Paul");
    await expectSameTranscript([marie, paul], visitor, { atLeast: 3 });
  });

  await test.step("the network is cut while all three write; nothing is lost, doubled or shown to the wrong side", async () => {
    await cutAndRestore([stage.agentsCable, stage.visitorsCable], async () => {
      await visitor.write("v sans réseau");
      await marie.writeNote("note sans réseau");
      await marie.write("m sans réseau");
      await paul.write("p sans réseau");
    });
    for (const text of ["v sans réseau", "m sans réseau", "p sans réseau"])
      for (const { log } of [marie, paul, visitor])
        await expect(log).toContainText(text, { timeout: 40_000 });
    const lines = await expectSameTranscript([marie, paul], visitor, { atLeast: 6 });
    expect(lines.filter(({ text }) => text === "note sans réseau")).toEqual([
      { kind: "note", from: OWNER.name, text: "note sans réseau" },
    ]);
  });

  await test.step("transfer and leave: Marie is out at once, Léa takes it, Paul is still there", async () => {
    await marie.act(words.inviteOrTransfer);
    const email = marie.dialog.getByRole("textbox", { name: words.agentEmail, exact: true });
    await email.fill("moreau");
    // Whose connection comes back at a time of its own, too.
    await expect(marie.page.getByRole("option")).toHaveText(/Léa.*lea\.moreau@example\.com.*En ligne/, {
      timeout: 40_000,
    });
    await email.press("Enter");
    await expect(email).toHaveValue(LEA.email);
    await marie.dialog.getByRole("button", { name: words.transferAndLeave, exact: true }).click();
    await expect(marie.button(words.leaveChat)).toBeHidden();
    await expect(marie.page.getByText("En attente de Léa")).toBeVisible();
    await expect(visitor.log).toContainText(words.left(OWNER.name));
    await lea.button(words.open).click();
    await expect(lea.log).toContainText("note sans réseau");
    await lea.write("je m’en occupe");
    await expect(visitor.log).toContainText("je m’en occupe");
    await lea.button(words.endChat).click();
    await expect(visitor.log).toContainText(words.ended);
    await expectSameTranscript([marie, paul, lea], visitor, { atLeast: 7 });
  });

  const secrets = ["remise de 20 % possible ?", "oui, jusqu’à 25 %", "note sans réseau", ...EMAILS];
  await expectNothingSecret({ visitors: [visitor], agents: [marie, paul, lea], secrets });
});

for (const language of ["fr", "en"] as Language[]) {
  test(`[IN3] [IN4] [WT2] [VI10] a chat handed over and declined, in ${language}, is back in the queue; one that ends takes its invitation away`, async ({
    browser,
  }) => {
    const marie = await AgentPage.signIn(browser, stage.dashboardUrl, { language });
    const paul = await AgentPage.signIn(browser, stage.dashboardUrl, { language }, PAUL);
    const { words } = marie;
    const visitor = await VisitorPage.arrive(browser, stage.shopUrl, { language });
    await visitor.open();
    await visitor.write("v one");
    await marie.serveButton(1).click();
    await marie.write("m one");
    await marie.writeNote("between us");

    await marie.invite(PAUL.email, words.transferAndLeave);
    await expect(paul.serveButton(0)).toBeVisible();
    // [VI10] To be seen in the list until somebody opens it.
    await marie.openVisitors();
    const assigned = { fr: ["Assignés 1", "Assigné à Paul"], en: ["Assigned 1", "Assigned to Paul"] }[
      language
    ];
    await expect(marie.button(assigned[0] ?? "")).toBeVisible();
    await expect(marie.rows).toContainText(assigned[1] ?? "");
    await paul.button(words.decline).click();
    await expect(marie.button(assigned[0] ?? "")).toBeHidden();
    await marie.visitorLink().click();
    await paul.serveButton(1).click();
    await expect(paul.log).toContainText("between us");
    await paul.write("p one");
    await expect(visitor.log).toContainText("p one");
    await expectSameTranscript([paul, marie], visitor, { atLeast: 3 });

    await paul.invite(OWNER.email, words.invite);
    await expect(marie.button(words.open)).toBeVisible();
    await visitor.button(words.endChat).click();
    await expect(marie.button(words.open)).toBeHidden();
    const over = { fr: "L’invitation n’est plus valable", en: "The invitation is over" }[language];
    await expect(marie.page.getByText(over)).toBeVisible();
    await expectSameTranscript([paul, marie], visitor, { atLeast: 3 });
    await expectNothingSecret({
      visitors: [visitor],
      agents: [marie, paul],
      secrets: ["between us", ...EMAILS],
    });
  });
}

test("[WT2] [DA5] an invitation rings, shows a notification, and counts in the title, on the tab and for a screen reader", async ({
  browser,
}) => {
  const marie = await AgentPage.signIn(browser, stage.dashboardUrl);
  const context = await newContext(browser);
  await context.grantPermissions(["notifications"]);
  const paul = new AgentPage(await context.newPage(), "en");
  await paul.page.addInitScript(listenToAlerts);
  await paul.signIn(stage.dashboardUrl, PAUL.email, PAUL.password);
  // Browsers allow sound from the first click on.
  await paul.openVisitors();
  const { words } = marie;
  const visitor = await VisitorPage.arrive(browser, stage.shopUrl);
  await visitor.open();
  await visitor.write("v one");
  await marie.serveButton(1).click();
  await expect(paul.serveButton(0)).toBeVisible();
  await paul.page.evaluate(() => window.dispatchEvent(new Event("forget-alerts")));
  await marie.invite(PAUL.email, words.invite);
  await expect(paul.button(words.open)).toBeVisible();
  await expect(paul.page).toHaveTitle(/^\(1\) /);
  const said = /^marie invites you to the chat with Visitor \d{8}$/;
  await expect(paul.page.getByRole("status").filter({ hasText: "marie invites you" })).toHaveText(said);
  const alerts = () => paul.page.evaluate(() => document.documentElement.dataset.alerts ?? "");
  // The sound may have to be woken first [DA4].
  await expect
    .poll(async () => (await alerts()).split("|").sort())
    .toEqual([expect.stringMatching(said), "tone", "tone"]);
  await expect(paul.page.locator("#favicon")).toHaveAttribute("href", /^data:image\/png/);
  await paul.page.evaluate(() => window.dispatchEvent(new Event("forget-alerts")));
  await paul.button(words.open).click();
  await expect(paul.page).not.toHaveTitle(/^\(/);
  // [DA5] It has become theirs, which is no message; what is said in it now is one, though it is in front of them.
  await visitor.write("v two");
  await expect
    .poll(async () => (await alerts()).split("|").filter((alert) => alert !== "tone"))
    .toEqual(["1 new message"]);
});

/** In the page: what is rung and shown on the desktop, kept where the test can read it; nobody looks at the page. */
function listenToAlerts(): void {
  let heard: string[] = [];
  const keep = (alert: string) => {
    heard = [...heard, alert];
    document.documentElement.dataset.alerts = heard.join("|");
  };
  addEventListener("forget-alerts", () => {
    heard = [];
  });
  document.hasFocus = () => false;
  const createOscillator = AudioContext.prototype.createOscillator;
  AudioContext.prototype.createOscillator = function () {
    keep("tone");
    return createOscillator.call(this);
  };
  window.Notification = class extends EventTarget {
    static readonly permission = "granted";
    constructor(_title: string, options?: NotificationOptions) {
      super();
      keep(options?.body ?? "");
    }
  } as unknown as typeof Notification; // as much of it as the dashboard uses
}
