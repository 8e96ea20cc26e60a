import { readFile } from "node:fs/promises";
import { expect, type Page, test } from "@playwright/test";
import { expectNoFaults } from "./kit/faults.ts";
import { attach, drop, paste, pdf, png, shownPictures, slowDown } from "./kit/files.ts";
import { expectNothingSecret } from "./kit/frames.ts";
import { AgentPage, closeBrowsers, VisitorPage } from "./kit/people.ts";
import { accountKey } from "./kit/scripted.ts";
import { OWNER } from "./kit/server.ts";
import { Site, snippet } from "./kit/site.ts";
import { addAgent } from "./kit/staff.ts";
import { cutAndRestore, Stage } from "./kit/stage.ts";
import { expectSameTranscript } from "./kit/transcript.ts";
import type { Language } from "./kit/words.ts";

const PAUL = { email: "paul@example.com", password: "battery staple correct", name: "Paul" };

/** Beside those of the design's table. */
const WORDS = {
  fr: {
    open: (name: string) => `Ouvrir l’image ${name}`,
    noFilesInNotes: "Une note ne contient pas de fichiers",
    closeImage: "Fermer l’image",
    download: "Télécharger",
    cancel: (name: string) => `Annuler l’envoi de ${name}`,
    discard: { agent: "Abandonner", visitor: "Supprimer" },
    mismatch: "Le contenu ne correspond pas au nom",
    tooLarge: "Le fichier dépasse 20 Mo",
    wrongType: "Ce type de fichier n’est pas accepté. Envoyez l’un de ceux-ci",
    lost: /joignez à nouveau le fichier/i,
  },
  en: {
    open: (name: string) => `Open the image ${name}`,
    noFilesInNotes: "Notes hold no files",
    closeImage: "Close the image",
    download: "Download",
    cancel: (name: string) => `Cancel the upload of ${name}`,
    discard: { agent: "Discard", visitor: "Delete" },
    mismatch: "The content is not what the name says",
    tooLarge: "The file is larger than 20 MB",
    wrongType: "Files of this type are not accepted. Send one of these",
    lost: /attach the file again/i,
  },
} as const;

let stage: Stage;
test.beforeEach(async () => {
  stage = await Stage.open();
  await addAgent(stage.server, PAUL);
});
test.afterEach(async ({ browser }) => {
  await closeBrowsers(browser);
  await stage.close();
});

async function downloadOf(page: Page, click: () => Promise<void>) {
  const downloading = page.waitForEvent("download");
  await click();
  const download = await downloading;
  return { name: download.suggestedFilename(), content: await readFile(await download.path()) };
}

for (const language of ["fr", "en"] as Language[]) {
  test(`[FI6] [FI12] [FI13] [NO2] files, in ${language}: both sides send and see them, by button, paste and drop, also with the network cut`, async ({
    browser,
  }) => {
    const agent = await AgentPage.signIn(browser, stage.dashboardUrl, { language });
    const { words } = agent;
    const more = WORDS[language];
    const visitor = await VisitorPage.arrive(browser, stage.shopUrl, { language });
    await visitor.open();
    await visitor.write("v one");
    await agent.serveButton(1).click();
    await expect(agent.log).toContainText("v one");

    await test.step("the agent sends a picture by button, another by paste, a third by drop", async () => {
      await attach(agent.page, agent.button(words.attach), [png("button.png", 900, 600, [20, 120, 90])]);
      await paste(agent.composer, png("paste.png", 300, 200, [200, 90, 40]));
      await drop(agent.log, png("drop.png", 200, 400, [60, 60, 180]));
      for (const { page } of [agent, visitor]) {
        for (const name of ["button.png", "paste.png", "drop.png"])
          await expect(page.getByRole("button", { name: more.open(name) })).toBeVisible();
      }
      for (const { log } of [agent, visitor]) await expect.poll(() => shownPictures(log)).toBe(3);
    });

    await test.step("a note holds none, which is said; and a file that nobody takes never replaces the dashboard", async () => {
      await agent.noteSwitch.check({ force: true });
      await drop(agent.log, png("note.png", 200, 400, [60, 60, 180]));
      await expect(agent.alert.filter({ hasText: more.noFilesInNotes })).toBeVisible();
      await agent.noteSwitch.uncheck({ force: true });
      await expect(agent.alert.filter({ hasText: more.noFilesInNotes })).toBeHidden();
      await agent.noteSwitch.check({ force: true });
      await agent.button(words.attach).click({ force: true });
      await expect(agent.alert.filter({ hasText: more.noFilesInNotes })).toBeVisible();
      await agent.noteSwitch.uncheck({ force: true });
      expect(await drop(agent.page.getByRole("navigation"), pdf("beside.pdf"))).toBe(true);
      for (const name of ["note.png", "beside.pdf"]) await expect(agent.log).not.toContainText(name);
      expect(await shownPictures(agent.log)).toBe(3);
    });

    await test.step("a picture opens whole, closes by Escape, and can be downloaded", async () => {
      const picture = agent.page.getByRole("button", { name: more.open("button.png") });
      await picture.click();
      const whole = agent.page.getByRole("dialog", { name: "button.png" });
      await expect(whole.getByRole("img", { name: "button.png" })).toBeVisible();
      await expectNoFaults(agent.page);
      const { name, content } = await downloadOf(agent.page, () =>
        whole.getByRole("link", { name: more.download }).click(),
      );
      expect([name, content.subarray(1, 4).toString()]).toEqual(["button.png", "PNG"]);
      await agent.page.keyboard.press("Escape");
      await expect(whole).toBeHidden();
      await expect(picture).toBeFocused();

      await visitor.page.getByRole("button", { name: more.open("drop.png") }).click();
      const overPage = visitor.page.getByRole("dialog", { name: "drop.png" });
      await expect(overPage.getByRole("img", { name: "drop.png" })).toBeVisible();
      await expectNoFaults(visitor.page);
      await visitor.page.keyboard.press("Escape");
      await expect(overPage).toBeHidden();
      await expect(visitor.composer).toBeVisible();
    });

    await test.step("the visitor sends a pdf and a picture", async () => {
      const quote = pdf("devis n° 7.pdf");
      await attach(visitor.page, visitor.button(words.attach), [quote]);
      await paste(visitor.composer, png("photo.png", 640, 480, [230, 200, 60]));
      await expect(agent.page.getByRole("button", { name: more.open("photo.png") })).toBeVisible();
      const got = await downloadOf(agent.page, () =>
        agent.log.getByRole("link", { name: "devis n° 7.pdf" }).click(),
      );
      expect(got).toEqual({ name: "devis n° 7.pdf", content: quote.buffer });
      for (const { page } of [agent, visitor]) await expectNoFaults(page);
      await expect.poll(() => shownPictures(agent.log)).toBe(4);
    });

    await test.step("what is not taken says why beside its line, and can be put away", async () => {
      const page = {
        name: "page.png",
        mimeType: "image/png",
        buffer: Buffer.from("<!doctype html><script>"),
      };
      const large = { ...pdf("large.pdf"), buffer: Buffer.alloc(21 * 1024 * 1024) };
      const script = { name: "logo.svg", mimeType: "image/svg+xml", buffer: Buffer.from("<svg/>") };
      for (const person of [agent, visitor]) {
        await attach(person.page, person.button(words.attach), [page, large, script]);
        if (person === agent) {
          for (const text of [more.mismatch, more.tooLarge, more.wrongType])
            await expect(person.page.getByText(text)).toBeVisible();
        }
        const discard = person.button(more.discard[person === agent ? "agent" : "visitor"]);
        await expect(discard).toHaveCount(3);
        for (let left = 3; left > 0; left -= 1) {
          await discard.first().click();
          await expect(discard).toHaveCount(left - 1);
        }
      }
    });

    await test.step("the network goes while both send; nothing is lost or doubled", async () => {
      await cutAndRestore([stage.agentsCable, stage.visitorsCable], async () => {
        await attach(agent.page, agent.button(words.attach), [pdf("a offline.pdf")]);
        await attach(visitor.page, visitor.button(words.attach), [pdf("v offline.pdf")]);
        await visitor.write("v after the file");
        await expect(visitor.log).toContainText("v offline.pdf");
      });
      await expect(agent.log.getByRole("link", { name: "v offline.pdf" })).toHaveCount(1, {
        timeout: 40_000,
      });
      await expect(visitor.log.getByRole("link", { name: "a offline.pdf" })).toHaveCount(1, {
        timeout: 40_000,
      });
    });

    await test.step("two dashboards and the visitor agree, line by line", async () => {
      const paul = await AgentPage.signIn(browser, stage.dashboardUrl, { language }, PAUL);
      await paul.page.goto(new URL(new URL(agent.page.url()).pathname, stage.dashboardUrl).href);
      await expect.poll(() => shownPictures(paul.log)).toBe(4);
      const lines = await expectSameTranscript([agent, paul], visitor, { atLeast: 9 });
      const said = lines.filter(({ kind }) => kind === "message").map(({ text }) => text);
      expect([...said].sort()).toEqual(
        [
          "v one",
          "button.png",
          "paste.png",
          "drop.png",
          "devis n° 7.pdf",
          "photo.png",
          "a offline.pdf",
          "v offline.pdf",
          "v after the file",
        ].sort(),
      );
      const secrets = [OWNER.email, PAUL.email];
      await expectNothingSecret({ visitors: [visitor], agents: [agent, paul], secrets });
    });
  });
}

test("[FI11] a slow upload shows how far it has come, can be cancelled, survives a lost connection, and is lost by a reload, which says so", async ({
  browser,
}) => {
  const agent = await AgentPage.signIn(browser, stage.dashboardUrl, { language: "fr" });
  const { words } = agent;
  const more = WORDS.fr;
  const visitor = await VisitorPage.arrive(browser, stage.shopUrl, { language: "fr" });
  await visitor.open();
  await visitor.write("v one");
  await agent.serveButton(1).click();
  await expect(agent.log).toContainText("v one");

  for (const person of [agent, visitor]) {
    const { page, log } = person;
    const bar = log.getByRole("progressbar");
    const name = person === agent ? "lent.pdf" : "lent aussi.pdf";
    const slow = pdf(name, 3_000_000);

    await test.step("progress, and cancel", async () => {
      await slowDown(page, 100_000);
      await attach(page, person.button(words.attach), [slow]);
      await expect
        .poll(async () =>
          Number((await bar.getAttribute("aria-valuenow")) ?? (await bar.getAttribute("value"))),
        )
        .toBeGreaterThan(2);
      await person.button(more.cancel(name)).click();
      await expect(log).not.toContainText(name);
    });

    await test.step("a lost connection is made up for", async () => {
      const cable = person === agent ? stage.agentsCable : stage.visitorsCable;
      await attach(page, person.button(words.attach), [slow]);
      await expect(bar).toBeVisible();
      await cutAndRestore([cable], async () => {
        await expect(bar).toBeVisible();
        await slowDown(page, null);
      });
      await expect(log.getByRole("link", { name, exact: false })).toBeVisible({ timeout: 40_000 });
    });

    await test.step("a reload loses the upload alone, and says so", async () => {
      await slowDown(page, 100_000);
      await attach(page, person.button(words.attach), [{ ...slow, name: "perdu.pdf" }]);
      await expect(bar).toBeVisible();
      await page.reload();
      await expect(log).toContainText("perdu.pdf", { timeout: 30_000 });
      await expect(log).toContainText(more.lost);
      await expect(log).toContainText("v one");
      await person.button(more.discard[person === agent ? "agent" : "visitor"]).click();
      await expect(log).not.toContainText("perdu.pdf");
      await slowDown(page, null);
    });
  }
  await expectSameTranscript([agent], visitor, { atLeast: 3 });
});

test("[FI12] a site whose policy forbids pictures from the chat server shows links to them", async ({
  browser,
}) => {
  const key = await accountKey(stage.server.url);
  const chat = stage.visitorsCable.url;
  const site = await Site.serve({
    "/": {
      html: `<!doctype html><title>Strict</title>${snippet(chat, key)}`,
      headers: {
        "content-security-policy": `default-src 'self'; script-src ${chat}; connect-src ${chat} ${chat.replace("http", "ws")}`,
      },
    },
  });
  try {
    const agent = await AgentPage.signIn(browser, stage.dashboardUrl);
    const visitor = await VisitorPage.arrive(browser, site.url);
    await visitor.open();
    await visitor.write("v one");
    await agent.serveButton(1).click();
    await attach(agent.page, agent.button(agent.words.attach), [png("sofa.png", 300, 200, [90, 20, 20])]);
    const link = visitor.log.getByRole("link", { name: "sofa.png" });
    await expect(link).toBeVisible();
    await expect(visitor.page.getByRole("button", { name: WORDS.en.open("sofa.png") })).toBeHidden();
    const { name, content } = await downloadOf(visitor.page, () => link.click());
    expect([name, content.subarray(1, 4).toString()]).toEqual(["sofa.png", "PNG"]);
    await attach(visitor.page, visitor.button(visitor.words.attach), [pdf("from a strict page.pdf")]);
    await expect(agent.log.getByRole("link", { name: "from a strict page.pdf" })).toBeVisible();
  } finally {
    site.close();
  }
});
