import { expect, type Page } from "@playwright/test";
import type { AgentPage, Person } from "./people.ts";

/** Another agent, whom the tests of Settings make or change. */
export const GRACE: Person = { email: "grace@example.com", password: "mot de passe solide", name: "Grace" };

export const field = (page: Page, name: string) => page.getByRole("textbox", { name, exact: true });
/** Of which several may be chosen. */
export const box = (page: Page, name: string) => page.getByRole("combobox", { name, exact: true });
export const toggle = (page: Page, name: string) => page.getByRole("switch", { name, exact: true });
export const link = (page: Page, name: string) => page.getByRole("link", { name, exact: true });
export const row = (page: Page, name: string) => page.getByRole("row").filter({ has: link(page, name) });

/** The room, and one of its sections. */
export async function openSection(agent: AgentPage, name: string): Promise<void> {
  await agent.room(agent.words.settings).click();
  await link(agent.page, name).click();
  await agent.page.getByRole("heading", { name, exact: true }).waitFor();
}

export const SAVED = /^(Enregistré|Saved)$/;

/** What was asked for is said to be done, or why not. */
export async function said(page: Page, text: string | RegExp): Promise<void> {
  await expect(page.getByRole("status").filter({ hasText: text })).toBeVisible();
}

/** By typing a part of the name or of what stands beside it. */
export async function choose(page: Page, label: string, search: string, option: string | RegExp) {
  await box(page, label).fill(search);
  await page.getByRole("option", { name: option }).click();
  await page.keyboard.press("Escape");
}
