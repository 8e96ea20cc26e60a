import { expect, type Locator, test } from "@playwright/test";
import { onAStage } from "./kit/each-test.ts";
import { expectNoFaults } from "./kit/faults.ts";
import { expectFocus, tabTo } from "./kit/keyboard.ts";
import { AgentPage } from "./kit/people.ts";
import { OWNER, type Server } from "./kit/server.ts";
import { box, field, GRACE, link, row, SAVED, said, toggle } from "./kit/settings-room.ts";
import { addAgent, addDepartment, owner } from "./kit/staff.ts";
import type { Stage } from "./kit/stage.ts";
import { WORDS } from "./kit/words.ts";

const fr = WORDS.fr;

let stage: Stage;
let server: Server;
onAStage((opened) => {
  stage = opened;
  server = opened.server;
});

const signIn = (browser: Parameters<typeof AgentPage.signIn>[0], person = OWNER) =>
  AgentPage.signIn(browser, stage.dashboardUrl, { language: "fr" }, person);

test("au clavier seul : un réglage, un service, un agent ; le focus n’est jamais perdu", async ({
  browser,
}) => {
  const marie = await signIn(browser);
  const { page } = marie;
  const keys = page.keyboard;
  await tabTo(page, marie.room(fr.settings));
  await keys.press("Enter");
  await toggle(page, fr.enableRating).waitFor();
  await expectFocus(page);
  await tabTo(page, toggle(page, fr.enableRating));
  await keys.press("Space");
  await said(page, SAVED);
  await expect(toggle(page, fr.enableRating)).toBeChecked();

  await keys.press("Shift+Tab");
  await tabTo(page, link(page, "Services"));
  await keys.press("Enter");
  await link(page, "Ajouter un service").waitFor();
  await tabTo(page, link(page, "Ajouter un service"));
  await keys.press("Enter");
  await field(page, "Nom").waitFor();
  await expectFocus(page);
  await tabTo(page, field(page, "Nom"));
  await keys.type("Ventes");
  await tabTo(page, box(page, "Membres"));
  await keys.type("marie");
  await keys.press("ArrowDown");
  await keys.press("Enter");
  await keys.press("Escape");
  await tabTo(page, marie.button("Ajouter le service"));
  await keys.press("Enter");
  await expect(row(page, "Ventes")).toContainText("1 membre");
  await expectFocus(page);

  await tabTo(page, link(page, "Ventes"));
  await keys.press("Enter");
  await marie.button("Supprimer le service").waitFor();
  await expectFocus(page);
  await tabTo(page, marie.button("Supprimer le service"));
  await keys.press("Enter");
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByRole("button", { name: fr.cancel })).toBeFocused();
  await keys.press("Tab");
  await keys.press("Enter");
  await expect(page.getByText("Pas encore de service")).toBeVisible();
  await expectFocus(page);
});

for (const colorScheme of ["light", "dark"] as const) {
  test(`axe finds nothing in any section, in ${colorScheme}`, async ({ browser }) => {
    const grace = await addAgent(server, GRACE);
    const { departmentId } = await addDepartment(server, { name: "Sales", members: [grace] });
    const agent = await AgentPage.signIn(browser, stage.dashboardUrl, { colorScheme });
    const { page } = agent;
    const { agentId } = await owner(server);
    const open = async (path: string, shown: Locator) => {
      await page.goto(`${stage.dashboardUrl}${path}`);
      await shown.waitFor();
      await expectNoFaults(page);
    };
    for (const viewport of [
      { width: 1280, height: 800 },
      { width: 390, height: 844 },
    ]) {
      await page.setViewportSize(viewport);
      await open("/settings/chat", toggle(page, agent.words.enableRating));
      await open("/settings/departments", link(page, "Sales"));
      await open("/settings/departments/new", agent.button("Add the department"));
      await open(`/settings/departments/${departmentId}`, agent.button("Delete the department"));
      await open("/settings/agents", link(page, "Grace"));
      await open("/settings/agents/new", agent.button("Add the agent"));
      await open(`/settings/agents/${agentId}`, agent.button("Save"));
      await open("/settings/website", link(page, "Open the API’s page"));
      await open("/settings/agents/999999", page.getByText("This is not here any more"));
    }
    await open(`/settings/departments/${departmentId}`, agent.button("Delete the department"));
    await agent.button("Delete the department").click();
    await page.getByRole("dialog").waitFor();
    await expectNoFaults(page);
  });
}
