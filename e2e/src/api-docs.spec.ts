import { expect, test } from "@playwright/test";
import { newContext } from "./kit/people.ts";
import { OWNER, type Server, startServer } from "./kit/server.ts";

let server: Server;
test.beforeEach(async () => {
  server = await startServer();
});
test.afterEach(() => server.remove());

test("the API’s page shows every department route, loads nothing from elsewhere, and calls work from it", async ({
  browser,
}) => {
  const page = await (await newContext(browser)).newPage();
  const requests: string[] = [];
  const faults: string[] = [];
  page.on("request", (request) => requests.push(new URL(request.url()).origin));
  page.on("console", (message) => message.type() === "error" && faults.push(message.text()));
  await page.goto(`${server.url}/api/docs`);
  await expect(page.getByRole("heading", { name: /Causerie API/ })).toBeVisible();
  await expect(page.getByRole("option", { name: "This server" })).toHaveText([
    "/api/v2 - This server",
    "/api/v2/chat - This server, at the paths of a Zendesk subdomain",
  ]);
  for (const path of ["/departments", "/departments/{id}", "/departments/name/{name}"])
    await expect(page.getByText(path.replace(/\//g, "\u200b/"), { exact: true }).first()).toBeVisible();

  await page.getByRole("button", { name: "Authorize" }).click();
  const dialog = page.locator(".modal-ux");
  await dialog.getByLabel("auth-basic-username").fill(OWNER.email);
  await dialog.getByLabel("auth-basic-password").fill(OWNER.password);
  await dialog.getByRole("button", { name: "Apply credentials" }).click();
  await dialog.getByRole("button", { name: "Close" }).click();
  await page.locator("#operations-Departments-listDepartments").getByRole("button").first().click();
  await page.getByRole("button", { name: "Execute" }).click();
  await expect(page.locator(".live-responses-table .response-col_status").last()).toContainText("200");
  expect(new Set(requests)).toEqual(new Set([server.url]));
  expect(faults).toEqual([]);
});
