import { expect, type Page, test } from "@playwright/test";
import { ready } from "./phone.ts";
import { startSystem } from "./system.ts";

/** The demonstration as `./opsmap up` shows it; README's pictures of console and wall are taken here (OPSMAP_SHOTS). */
test("a simulated city is at work on console and wall a few minutes after its start", async ({ browser }) => {
  test.setTimeout(420_000);
  const { system: on, stop } = await startSystem("--simulate");
  const context = await browser.newContext({
    locale: "zh-CN",
    timezoneId: "Asia/Shanghai",
    viewport: { width: 1920, height: 1080 },
  });
  try {
    const open = async (role: string) => {
      const page = await context.newPage();
      await page.goto(`${on.urls[0]}/demo/${on.demoKey}/${role}`);
      await ready(page);
      return page;
    };
    const wall = await open("leader");
    await expect.poll(() => onTheWay(wall), { timeout: 240_000, intervals: [2_000] }).toBeGreaterThan(3);
    await shoot(wall, "screen");

    const console = await open("dispatcher");
    const waiting = console.locator('.row[data-stage="dispatch"]');
    await expect.poll(() => waiting.count(), { timeout: 60_000 }).toBeGreaterThan(0);
    expect(await console.locator(".row[data-case]").count()).toBeGreaterThan(8);
    expect(await console.locator('[data-squad][data-status="route"]').count()).toBeGreaterThan(2);
    await waiting.first().click();
    await expect(console.locator("[data-candidate]").first()).toBeVisible({ timeout: 20_000 });
    await expect(console.locator(".timeline li").first()).toBeVisible();
    await expect(console.locator(".banner")).toHaveCount(0);
    await console.mouse.move(960, 20);
    await shoot(console, "console");

    // who is on the way moves
    const code = await console
      .locator('[data-squad][data-status="route"]')
      .first()
      .getAttribute("data-squad");
    const place = () =>
      console.evaluate((wanted) => JSON.stringify(window.__opsmapSquadAt?.(wanted)), code ?? "");
    const from = await place();
    await expect.poll(place, { timeout: 30_000 }).not.toBe(from);
  } finally {
    await context.close();
    await stop();
  }
});

/** Squads on the way, as the wall counts them. */
const onTheWay = async (wall: Page) => Number(await wall.locator(".legend strong").nth(2).textContent());

const shots = process.env.OPSMAP_SHOTS;
const shoot = async (page: Page, name: string) => {
  if (shots) await page.screenshot({ path: `${shots}/${name}.png` });
};
