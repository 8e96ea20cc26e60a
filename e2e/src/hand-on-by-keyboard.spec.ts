import { type Browser, expect, test } from "@playwright/test";
import { expectNoFaults } from "./kit/faults.ts";
import { tabTo } from "./kit/keyboard.ts";
import { AgentPage, closeBrowsers, type Look, VisitorPage } from "./kit/people.ts";
import { addAgent, addDepartment } from "./kit/staff.ts";
import { Stage } from "./kit/stage.ts";

const PAUL = { email: "paul@example.com", password: "battery staple correct", name: "Paul" };

const MAC = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 Chrome/150.0 Safari/537.36";

let stage: Stage;
test.beforeEach(async () => {
  stage = await Stage.open();
});
test.afterEach(async ({ browser }) => {
  await closeBrowsers(browser);
  await stage.close();
});

async function openChat(browser: Browser, look: Look = {}) {
  const helper = await addAgent(stage.server, PAUL);
  await addDepartment(stage.server, { name: "Support", members: [helper] });
  const marie = await AgentPage.signIn(browser, stage.dashboardUrl, look);
  const paul = await AgentPage.signIn(browser, stage.dashboardUrl, look, PAUL);
  const visitor = await VisitorPage.arrive(browser, stage.shopUrl, look);
  await visitor.open();
  await visitor.write("v one");
  await marie.serveButton(1).click();
  await expect(marie.composer).toBeFocused();
  return { marie, paul, visitor };
}

test("invite, open, write a note and transfer by keyboard alone; the focus is never lost", async ({
  browser,
}) => {
  const { marie, paul, visitor } = await openChat(browser);
  const { words } = marie;
  const keys = marie.page.keyboard;

  await test.step("from the menu: arrows, Escape brings the focus back", async () => {
    await tabTo(marie.page, marie.button(words.actions));
    await keys.press("Enter");
    await expect(marie.page.getByRole("menuitem", { name: words.inviteOrTransfer })).toBeFocused();
    await keys.press("Enter");
    const email = marie.dialog.getByRole("textbox", { name: words.agentEmail, exact: true });
    await expect(email).toBeFocused();
    await keys.press("Escape");
    await expect(marie.dialog).toBeHidden();
    await expect(marie.button(words.actions)).toBeFocused();
  });

  await test.step("by its key: a name, Enter takes the suggestion, Enter invites", async () => {
    await keys.press("Alt+KeyA");
    const email = marie.dialog.getByRole("textbox", { name: words.agentEmail, exact: true });
    await expect(email).toBeFocused();
    await keys.type("pau");
    await keys.press("Enter");
    await expect(email).toHaveValue(PAUL.email);
    await keys.press("Enter");
    await expect(marie.dialog).toBeHidden();
    await expect(marie.button(words.actions)).toBeFocused();
  });

  await test.step("Paul opens it", async () => {
    await tabTo(paul.page, paul.button(words.open));
    await paul.page.keyboard.press("Enter");
    await expect(paul.composer).toBeFocused();
  });

  await test.step("a note, by the key of the switch", async () => {
    await paul.page.keyboard.press("Alt+KeyN");
    await expect(paul.noteSwitch).toBeChecked();
    await expect(paul.composer).toBeFocused();
    await paul.page.keyboard.type("between us");
    await paul.page.keyboard.press("Enter");
    await paul.page.keyboard.press("Alt+KeyN");
    await expect(paul.noteSwitch).not.toBeChecked();
    await expect(marie.log).toContainText("between us");
    await expect(visitor.log).not.toContainText("between us");
  });

  await test.step("Marie transfers: type, Enter chooses, Tab to the remark, Enter on Transfer", async () => {
    await keys.press("Alt+KeyT");
    const department = marie.dialog.getByRole("combobox", { name: words.department, exact: true });
    await expect(department).toBeFocused();
    await keys.press("ArrowDown");
    await keys.press("ArrowDown");
    await keys.press("Escape");
    await expect(marie.dialog).toBeVisible();
    await keys.type("supp");
    await keys.press("Enter");
    await expect(department).toHaveValue("Support");
    await keys.press("Tab");
    await expect(marie.dialog.getByRole("textbox", { name: words.remark })).toBeFocused();
    await keys.type("be quick");
    await tabTo(marie.page, marie.dialog.getByRole("button", { name: words.transfer, exact: true }));
    await keys.press("Enter");
    await expect(marie.log).toContainText(words.transferred("Support"));
    await expect(marie.dialog).toBeHidden();
    await expect(marie.button(words.actions)).toBeFocused();
  });

  await test.step("Paul was in it, is out with her, and serves it again", async () => {
    await expect(paul.serveButton(1)).toBeVisible();
    await paul.page.keyboard.press("Alt+KeyS");
    await expect(paul.composer).toBeFocused();
    await expect(paul.log).toContainText("be quick");
  });
});

test("[KB1] [KB3] on a Mac Option writes its accents, and Control with Command ends the chat", async ({
  browser,
}) => {
  const { marie, visitor } = await openChat(browser, { userAgent: MAC });
  const { keyboard } = marie.page;
  // As é is typed there: a dead key, then what it goes on.
  await keyboard.press("Alt+KeyE");
  await keyboard.insertText("Réglé");
  await keyboard.press("Enter");
  await expect(visitor.log).toContainText("Réglé");
  await keyboard.press("Control+Meta+KeyN");
  await expect(marie.noteSwitch).toBeChecked();
  await marie.button(marie.words.actions).focus();
  await keyboard.press("?");
  await expect(marie.dialog).toContainText("⌃⌘E");
  await keyboard.press("Escape");
  await expect(marie.dialog).toBeHidden();
  await keyboard.press("Control+Meta+KeyE");
  await expect(visitor.log).toContainText(marie.words.ended);
});

for (const colorScheme of ["light", "dark"] as const) {
  test(`axe finds nothing serious in the dialogs, an invitation and notes, in ${colorScheme}`, async ({
    browser,
  }) => {
    const { marie, paul } = await openChat(browser, { colorScheme });
    const { words, page } = marie;
    await marie.button(words.actions).click();
    await page.getByRole("menuitem", { name: words.inviteOrTransfer }).waitFor();
    await expectNoFaults(page);
    await page.getByRole("menuitem", { name: words.inviteOrTransfer }).click();
    const email = marie.dialog.getByRole("textbox", { name: words.agentEmail, exact: true });
    await email.press("ArrowDown");
    await page.getByRole("option").waitFor();
    await expectNoFaults(page);
    await email.fill("nobody@example.com");
    await marie.button(words.invite).click();
    await expect(marie.alert.filter({ hasText: "No agent" })).toBeVisible();
    await expectNoFaults(page);
    await marie.button(words.cancel).click();

    await marie.act(words.transferToDepartment);
    await marie.button(words.transfer).click();
    await expectNoFaults(page);
    const department = marie.dialog.getByRole("combobox", { name: words.department, exact: true });
    await department.press("ArrowDown");
    await page.getByRole("option").waitFor();
    await expectNoFaults(page);
    await department.press("Escape");
    await marie.button(words.cancel).click();

    await marie.invite(PAUL.email, words.invite);
    await paul.button(words.open).waitFor();
    await expectNoFaults(paul.page);
    await paul.page.getByRole("link", { name: words.visitor }).click();
    await expect(paul.log).toContainText("v one");
    await expectNoFaults(paul.page);
    await marie.noteSwitch.check({ force: true });
    await marie.write("between us");
    await expect(marie.log).toContainText("between us");
    await expectNoFaults(page);
    await marie.invite(PAUL.email, words.transferAndLeave);
    await expect(marie.page.getByText("Waiting for Paul", { exact: true })).toBeVisible();
    await expectNoFaults(page);
  });
}
