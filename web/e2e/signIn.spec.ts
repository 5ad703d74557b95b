import { expect, test } from "@playwright/test";
import { type Role, system } from "./system.ts";

const pageOf: Partial<Record<Role, string>> = {
  dispatcher: "/console",
  county: "/console",
  squad: "/squad",
  leader: "/screen",
};

for (const [role, path] of Object.entries(pageOf)) {
  test(`the link of ${role} opens ${path} signed in, and nothing breaks on it`, async ({ page }) => {
    const broken: string[] = [];
    page.on("pageerror", (error) => broken.push(error.message));
    page.on("console", (message) => message.type() === "error" && broken.push(message.text()));

    await page.goto(system().links[role as Role]);

    await expect(page).toHaveURL(new RegExp(`${path}$`));
    await expect(page.locator("#app > *").first()).toBeVisible();
    const me = await page.request.get(new URL("/api/session", page.url()).href);
    expect(me.status()).toBe(200);
    expect(broken).toEqual([]);
  });
}

test("a page asked for without signing in shows the sign-in page", async ({ page }) => {
  await page.goto(`${system().urls[0]}/console`);
  await expect(page).toHaveURL(/\/(\?.*)?$/);
});
