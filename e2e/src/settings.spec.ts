import { expect, test } from "@playwright/test";
import { onAStage } from "./kit/each-test.ts";
import { attach, pdf, type TestFile } from "./kit/files.ts";
import { tabTo } from "./kit/keyboard.ts";
import { AgentPage, VisitorPage } from "./kit/people.ts";
import { OWNER, type Server } from "./kit/server.ts";
import { choose, field, GRACE, link, openSection, row, SAVED, said, toggle } from "./kit/settings-room.ts";
import { addAgent, addDepartment } from "./kit/staff.ts";
import { cutAndRestore, type Stage } from "./kit/stage.ts";
import { expectSameTranscript } from "./kit/transcript.ts";
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

test("[SE4] l’évaluation n’est là qu’une fois activée, aussitôt et partout, et le reste après un redémarrage", async ({
  browser,
}) => {
  await addAgent(server, GRACE);
  const marie = await signIn(browser);
  const grace = await signIn(browser, GRACE);
  const visitor = await VisitorPage.arrive(browser, stage.shopUrl, { language: "fr" });
  await visitor.open();
  await visitor.write("Bonjour, une question");
  await grace.serveButton(1).click();
  await grace.write("Bonjour, je vous écoute");
  await expect(visitor.log).toContainText("je vous écoute");
  await expect(grace.button(fr.requestRating)).toHaveCount(0);
  await expect(visitor.button(fr.good)).toHaveCount(0);

  await marie.room(fr.settings).click();
  await expect(marie.page).toHaveURL(/\/settings\/chat$/);
  const rating = toggle(marie.page, fr.enableRating);
  await expect(rating).not.toBeChecked();
  await rating.click();
  await said(marie.page, SAVED);
  await expect(grace.button(fr.requestRating)).toBeVisible();
  await expect(visitor.button(fr.good)).toBeVisible();

  await server.stop();
  await server.start();
  await marie.page.reload();
  await expect(rating).toBeChecked();
  await expect(grace.button(fr.requestRating)).toBeVisible({ timeout: 40_000 });
  await rating.click();
  await expect(grace.button(fr.requestRating)).toHaveCount(0);
  // Whose connection comes back at a time of its own.
  await expect(visitor.button(fr.good)).toHaveCount(0, { timeout: 40_000 });
  await marie.page.goto(grace.page.url().replace(/\?.*$/, ""));
  await expectSameTranscript([grace, marie], visitor, { atLeast: 2 });
});

test("[SE8] un service se crée, se corrige, se désactive et se supprime, et les autres tableaux de bord suivent", async ({
  browser,
}) => {
  await addAgent(server, GRACE);
  const [marie, other] = [await signIn(browser), await signIn(browser)];
  const { page } = marie;
  await openSection(marie, "Services");
  await openSection(other, "Services");
  await expect(page.getByText("Pas encore de service")).toBeVisible();

  await link(page, "Ajouter un service").click();
  await marie.button("Ajouter le service").click();
  await expect(page.getByText("Saisissez un nom.")).toBeVisible();
  await expect(field(page, "Nom")).toBeFocused();
  await field(page, "Nom").fill("Ventes");
  await field(page, "Description").fill("Avant l’achat");
  await choose(page, "Membres", "grace@", /Grace/);
  await marie.button("Ajouter le service").click();
  for (const one of [marie, other]) {
    const line = row(one.page, "Ventes");
    await expect(line).toContainText("1 membre");
    await expect(line).toContainText("Activé");
  }

  await test.step("un nom déjà pris est refusé là où il est", async () => {
    await addDepartment(server, { name: "Assistance", members: [] });
    await link(page, "Ventes").click();
    await field(page, "Nom").fill("ASSISTANCE");
    await marie.button("Enregistrer").click();
    await expect(page.getByText("Un autre service porte déjà ce nom. Utilisez-en un autre.")).toBeVisible();
    await expect(field(page, "Nom")).toBeFocused();
    await field(page, "Nom").fill("Ventes et devis");
    await toggle(page, "Activé").click();
    await marie.button("Enregistrer").click();
    await said(page, SAVED);
    const line = row(other.page, "Ventes et devis");
    await expect(line).toContainText("Désactivé");
  });

  await test.step("supprimer demande confirmation, et peut être annulé", async () => {
    await marie.button("Supprimer le service").click();
    const dialog = page.getByRole("dialog", { name: "Supprimer Ventes et devis\u202f?" });
    await dialog.getByRole("button", { name: fr.cancel }).click();
    await expect(dialog).toHaveCount(0);
    await expect(marie.button("Supprimer le service")).toBeFocused();
    await marie.button("Supprimer le service").click();
    await dialog.getByRole("button", { name: "Supprimer le service" }).click();
    await expect(page.getByRole("heading", { name: "Services", exact: true })).toBeVisible();
    for (const one of [marie, other]) {
      await expect(link(one.page, "Assistance")).toBeVisible();
      await expect(link(one.page, "Ventes et devis")).toHaveCount(0);
    }
  });
});

test("[SE5] [SE1] un agent est ajouté, se connecte, ne voit pas les paramètres, et sort dès qu’il est désactivé", async ({
  browser,
}) => {
  await addDepartment(server, { name: "Ventes", members: [] });
  const marie = await signIn(browser);
  const { page } = marie;
  await openSection(marie, "Agents");
  await link(page, "Ajouter un agent").click();
  await marie.button("Ajouter l’agent").click();
  await expect(field(page, "Nom")).toBeFocused();
  await field(page, "Nom").fill(GRACE.name);
  await field(page, "E-mail").fill(OWNER.email);
  await marie.password.fill(GRACE.password);
  await choose(page, "Services", "ven", "Ventes");
  await marie.button("Ajouter l’agent").click();
  await expect(page.getByText("Un autre agent a déjà cet e-mail. Utilisez-en un autre.")).toBeVisible();
  await field(page, "E-mail").fill(GRACE.email);
  await marie.button("Ajouter l’agent").click();
  const line = row(page, "Grace");
  await expect(line).toContainText("Ventes");
  await expect(line).toContainText("Jamais");

  const grace = await signIn(browser, GRACE);
  await expect(grace.room(fr.visitors)).toBeVisible();
  await expect(grace.room(fr.settings)).toHaveCount(0);
  await grace.page.goto(`${stage.dashboardUrl}/settings/agents`);
  await expect(grace.page.getByText(/réservés aux propriétaires et aux administrateurs/)).toBeVisible();
  await expect(link(grace.page, "marie")).toHaveCount(0);

  await test.step("le dernier propriétaire reste", async () => {
    await link(page, "marie").click();
    await page.getByRole("radio", { name: "Administrateur" }).check();
    await marie.button("Enregistrer").click();
    await said(page, "C’est le dernier propriétaire");
    await expect(marie.button("Supprimer l’agent")).toHaveCount(0);
    await page.getByRole("region").getByRole("link", { name: "Agents" }).click();
  });

  await test.step("désactivée, elle est dehors aussitôt", async () => {
    await link(page, "Grace").click();
    await toggle(page, "Peut se connecter").click();
    await marie.button("Enregistrer").click();
    await expect(grace.button(fr.signIn)).toBeVisible();
    await grace.trySigningIn(GRACE.email, GRACE.password);
    await expect(grace.alert).toContainText(fr.wrongCredentials);
  });

  await test.step("réactivée avec un nouveau mot de passe, elle revient", async () => {
    await toggle(page, "Peut se connecter").click();
    await page.getByLabel("Nouveau mot de passe", { exact: true }).fill("encore plus solide");
    await marie.button("Enregistrer").click();
    await said(page, SAVED);
    await grace.trySigningIn(GRACE.email, "encore plus solide");
    await expect(grace.room(fr.visitors)).toBeVisible();
  });

  await test.step("supprimée, elle n’est plus là", async () => {
    await marie.button("Supprimer l’agent").click();
    await page.getByRole("dialog").getByRole("button", { name: "Supprimer l’agent" }).click();
    await expect(link(page, "marie")).toBeVisible();
    await expect(link(page, "Grace")).toHaveCount(0);
    await expect(grace.button(fr.signIn)).toBeVisible();
  });
});

test("[SE6] [SE7] un délai hors limites est refusé, et un délai raccourci vaut pour le chat ouvert", async ({
  browser,
}) => {
  const marie = await signIn(browser);
  const { page } = marie;
  const visitor = await VisitorPage.arrive(browser, stage.shopUrl, { language: "fr" });
  await visitor.open();
  await visitor.write("Bonjour");
  await marie.serveButton(1).click();
  await marie.write("Bonjour à vous");
  await expect(visitor.log).toContainText("Bonjour à vous");
  await expectSameTranscript([marie], visitor, { atLeast: 2 });
  const chat = page.url();

  await openSection(marie, "Chat");
  const gone = field(page, "Visiteur parti (secondes)");
  await expect(gone).toHaveValue("120");
  for (const wrong of ["9", "3601", ""]) {
    await gone.fill(wrong);
    await expect(page.getByText(/Saisissez un nombre de 10 à 3\s?600\./)).toBeVisible();
    await expect(gone).toHaveAttribute("aria-invalid", "true");
    await expect(marie.button("Enregistrer")).toBeDisabled();
  }
  await gone.fill("10");

  await test.step("sans réseau rien n’est perdu, et on dit quoi faire", async () => {
    await cutAndRestore([stage.agentsCable], async () => {
      await marie.button("Enregistrer").click();
      await said(page, "Le serveur ne répond pas");
      await expect(gone).toHaveValue("10");
    });
    await marie.button("Enregistrer").click();
    await said(page, SAVED);
  });
  await page.reload();
  await expect(gone).toHaveValue("10");

  await visitor.page.close();
  await page.goto(chat);
  // Ten seconds for a page change, ten more for the time-out that was two minutes.
  await expect(marie.log).toContainText(fr.ended, { timeout: 60_000 });
});

test("[SE9] [FI2] un type de fichier autorisé est pris aussitôt des deux côtés, et ne l’est plus dès qu’il est retiré", async ({
  browser,
}) => {
  await addAgent(server, GRACE);
  const [marie, grace] = [await signIn(browser), await signIn(browser, GRACE)];
  const visitor = await VisitorPage.arrive(browser, stage.shopUrl, { language: "fr" });
  await visitor.open();
  await visitor.write("Bonjour");
  await grace.serveButton(1).click();
  await expect(grace.log).toContainText("Bonjour");
  const csv = { name: "tailles.csv", mimeType: "text/csv", buffer: Buffer.from("taille;prix\n40;59,90\n") };
  const sends = async (person: AgentPage | VisitorPage, file: TestFile) =>
    attach(person.page, person.button(fr.attach), [file]);
  const refused = /pas accepté.*: pdf, png, jpg, jpeg, gif, webp, txt\./;
  await sends(visitor, csv);
  await expect(visitor.log).toContainText(refused);
  await visitor.button("Supprimer").click();

  await openSection(marie, "Chat");
  const type = (name: string) => marie.page.getByRole("checkbox", { name, exact: true });
  await tabTo(marie.page, type("Tableau en texte (csv)"));
  await marie.page.keyboard.press("Space");
  await said(marie.page, SAVED);
  for (const { page } of [visitor, grace])
    await expect(page.locator('input[type="file"]')).toHaveAttribute("accept", /\.csv/);
  await sends(visitor, csv);
  await sends(grace, { ...csv, name: "prix.csv" });
  for (const { log } of [visitor, grace]) {
    for (const name of [csv.name, "prix.csv"]) await expect(log.getByRole("link", { name })).toBeVisible();
  }

  await type("PDF").uncheck();
  await expect(visitor.page.locator('input[type="file"]')).not.toHaveAttribute("accept", /\.pdf/);
  await sends(grace, pdf("devis.pdf"));
  await expect(grace.log).toContainText(/pas accepté.*: png, jpg, jpeg, gif, webp, txt, csv\./);
  await marie.page.reload();
  await expect(type("PDF")).not.toBeChecked();
  await expect(type("Tableau en texte (csv)")).toBeChecked();
});

test("in English: a switch, a department, an agent, a time-out", async ({ browser }) => {
  const marie = await AgentPage.signIn(browser, stage.dashboardUrl);
  const { page, words } = marie;
  await marie.room(words.settings).click();
  await toggle(page, words.enableRating).click();
  await said(page, SAVED);
  await field(page, "Silent chat (minutes)").fill("0");
  await expect(page.getByText("Enter a number from 1 to 1,440.")).toBeVisible();
  await field(page, "Silent chat (minutes)").fill("2.5");
  await marie.button("Save").click();
  await expect(marie.button("Save")).toBeDisabled();
  await page.reload();
  await expect(field(page, "Silent chat (minutes)")).toHaveValue("2.5");

  await openSection(marie, "Departments");
  await link(page, "Add a department").click();
  await field(page, "Name").fill("Sales");
  await marie.button("Add the department").click();
  await expect(link(page, "Sales")).toBeVisible();

  await openSection(marie, "Agents");
  await link(page, "Add an agent").click();
  await field(page, "Name").fill("Ann");
  await field(page, "Email").fill("ann@example.com");
  await marie.password.fill("short");
  await marie.button("Add the agent").click();
  await expect(page.getByText("Use at least 8 characters.")).toBeVisible();
  await marie.password.fill("long enough now");
  await choose(page, "Departments", "sa", "Sales");
  await marie.button("Add the agent").click();
  await expect(link(page, "Ann")).toBeVisible();
  const ann = { email: "ann@example.com", password: "long enough now", name: "Ann" };
  const herself = await AgentPage.signIn(browser, stage.dashboardUrl, {}, ann);
  await expect(herself.room(words.settings)).toHaveCount(0);
});
