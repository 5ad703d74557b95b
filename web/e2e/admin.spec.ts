import { AxeBuilder } from "@axe-core/playwright";
import { type BrowserContext, expect, type Page, test } from "@playwright/test";
import { system } from "./system.ts";

let context: BrowserContext;
let page: Page;
const SECTIONS = ["accounts", "squads", "units", "zones", "departments", "rules", "calendar", "audit"];
const section = (name: string) => page.locator(`[data-section=${name}]`);
const shot = async (name: string) => {
  if (process.env.OPSMAP_SHOTS) await page.screenshot({ path: `${process.env.OPSMAP_SHOTS}/${name}.png` });
};
const open = async (name: string) => {
  await page.locator(`[data-nav=${name}]`).click();
  await expect(section(name)).toBeVisible();
};

test.beforeEach(async ({ browser }) => {
  context = await browser.newContext({
    locale: "zh-CN",
    timezoneId: "Asia/Shanghai",
    viewport: { width: 1366, height: 768 },
  });
  page = await context.newPage();
  await page.goto(system().links.admin);
  await expect(page).toHaveURL(/\/admin/);
  await expect(section("accounts")).toBeVisible({ timeout: 30_000 });
});
test.afterEach(() => context.close());

test("every section shows what it keeps, in both languages, without barriers and without overflow", async () => {
  test.setTimeout(120_000);
  for (const name of SECTIONS) {
    await open(name);
    await expect(section(name).locator("table, ul, form").first()).toBeVisible();
    const { violations } = await new AxeBuilder({ page })
      .withTags(["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"])
      .analyze();
    expect(violations.map((one) => `${name} ${one.id} ${one.nodes[0]?.html}`)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
    await shot(`admin-${name}`);
  }
  await page.getByRole("button", { name: "切换深浅色" }).click();
  await open("squads");
  await shot("admin-squads-dark");
  await page.getByRole("button", { name: "切换深浅色" }).click();
  await page.getByRole("button", { name: "English" }).click();
  await expect(section("squads")).toContainText("Duty phone");
  await page.getByRole("button", { name: "中文" }).click();
});

test("squads are imported, retired and brought back by undo", async () => {
  await open("squads");
  const file = {
    name: "squads.csv",
    mimeType: "text/csv",
    buffer: Buffer.from(
      "编号,名称,县区,类别,专业,经度,纬度\n武乡71,武乡第七十一分队,武乡县,分队,食品,112.86,36.83\n武乡72,武乡第七十二分队,武乡县,大队,食品,112.86,36.83\n",
    ),
  };
  await section("squads").locator("[data-act=import]").setInputFiles(file);
  const report = page.locator("[data-report]");
  await expect(report).toContainText("新增 1 支");
  await expect(report.locator("li")).toHaveCount(1);
  await expect(report).toContainText("第 3 行");
  await section("squads").locator("[data-field=county]").selectOption("140429");
  const row = page.locator('[data-squad="武乡71"]');
  await row.locator("[data-act=edit]").click();
  const form = page.locator("[data-form=squad]");
  await form.locator("[data-field=reason]").fill("并入一分队");
  await form.locator("[data-act=retire]").click();
  await expect(row).toBeHidden();
  await page.locator(".toast .undo").click();
  await expect(row).toContainText("下勤");
});

test("an account is disabled, enabled by undo, and gets a new code that is shown once", async () => {
  await page.locator("[data-act=add-account]").click();
  const form = page.locator("[data-form=account]");
  await form.locator("[data-field=login]").fill("李");
  await form.locator("[data-field=name]").fill("李明");
  await form.locator("[data-field=role]").selectOption("section");
  await form.locator("[data-field=county]").selectOption("140404");
  await form.locator("[data-field=unit]").selectOption("140404-SPG");
  await form.locator("[data-act=save]").click();
  await expect(form.locator(".field.wrong")).toContainText("登录名应为");
  await form.locator("[data-field=login]").fill("liming");
  await form.locator("[data-act=save]").click();
  const once = page.locator("[data-once]");
  const first = await once.locator("output").textContent();
  await shot("admin-once");
  await once.locator("[data-act=handed-over]").click();
  const row = page.locator("[data-account=liming]");
  await expect(row).toContainText("食品股");
  await row.locator("[data-act=disable]").click();
  await expect(row).toContainText("已停用");
  await page.locator(".toast .undo").click();
  await expect(row).toContainText("待本人设置密码");
  await row.locator("[data-act=code]").click();
  expect(await once.locator("output").textContent()).not.toBe(first);
});

test("units, plots and departments are changed, and what is closed comes back", async () => {
  await open("units");
  await section("units").locator("[data-field=county]").selectOption("140405");
  await page.locator("[data-act=add-unit]").click();
  const form = page.locator("[data-form=unit]");
  await form.locator("[data-field=kind]").selectOption("section");
  await form.locator("[data-field=code]").fill("spg");
  await form.locator("[data-field=name]").fill("广告监管股");
  await form.locator("[data-act=save]").click();
  await expect(form.locator(".field.wrong")).toContainText("编码");
  await form.locator("[data-field=code]").fill("140405-GGG");
  await form.locator("[data-act=save]").click();
  const unit = page.locator('[data-unit="140405-GGG"]');
  await expect(unit).toContainText("广告监管股");
  await unit.locator("[data-act=shut]").click();
  await expect(unit).toContainText("已关闭");
  await page.locator(".toast .undo").click();
  await expect(unit).not.toContainText("已关闭");

  await page.locator("[data-view=plots]").click();
  const plot = page.locator("tr[data-industry='7']");
  await plot.locator("[data-field=unit]").selectOption({ label: "广告监管股" });
  await plot.locator("[data-field=backup]").selectOption({ label: "广告监管股" });
  await page.locator("[data-act=save-plots]").click();
  await expect(plot.getByRole("alert")).toBeVisible();
  await shot("admin-plots");
  await plot.locator("[data-field=backup]").selectOption("");
  await page.locator("[data-act=save-plots]").click();
  await expect(page.locator(".toast")).toContainText("已保存 1 行");

  await open("departments");
  const health = page.locator("[data-department=health]");
  await health.locator("[data-act=edit]").click();
  await page.locator("[data-form=department] [data-field=liaison]").fill("赵联络");
  await page.locator("[data-form=department] [data-act=save]").click();
  await expect(health).toContainText("赵联络");
});

test("a zone gets its border from a file, a bad one is named, and erasing is undone", async () => {
  await open("zones");
  const zone = page.locator("[data-zone='14040G']");
  const put = (ring: number[][]) =>
    zone.locator("[data-act=import]").setInputFiles({
      name: "zone.geojson",
      mimeType: "application/geo+json",
      buffer: Buffer.from(
        JSON.stringify({
          type: "Feature",
          properties: {},
          geometry: { type: "Polygon", coordinates: [ring] },
        }),
      ),
    });
  await put([
    [113.09, 36.22],
    [113.11, 36.24],
    [113.11, 36.22],
    [113.09, 36.24],
    [113.09, 36.22],
  ]);
  await expect(zone.getByRole("alert")).toContainText("自相交叉");
  await put([
    [113.09, 36.22],
    [113.11, 36.22],
    [113.11, 36.24],
    [113.09, 36.24],
    [113.09, 36.22],
  ]);
  await expect(zone).toContainText("已画定");
  await shot("admin-zone");
  await zone.locator("[data-act=erase]").click();
  await expect(zone).toContainText("未画定");
  await page.locator(".toast .undo").click();
  await expect(zone).toContainText("已画定");
  await zone.locator("[data-act=erase]").click();
  await expect(zone).toContainText("未画定");
});

test("triage rules are data: a word gets its weight, and a slip is named", async () => {
  await open("rules");
  const version = page.locator("[data-version]");
  const before = Number((await version.textContent())?.match(/\d+/)?.[0]);
  const food = page.locator("[data-field=industry-1]");
  const words = await food.inputValue();
  await food.fill(`${words}、黑心油`);
  await page.locator("[data-form=rules] [data-act=save]").click();
  await expect(page.locator("[data-form=rules] footer").getByRole("alert")).toContainText(
    "“黑心油”后缺少权重",
  );
  await food.fill(`${words}、黑心油 40`);
  await page.locator("[data-form=rules] [data-act=save]").click();
  await expect(page.locator("[data-form=rules] .field.wrong")).toHaveCount(1);
  await food.fill(`${words}、黑心油 4`);
  await page.locator("[data-field=note]").fill("新增用语");
  await page.locator("[data-form=rules] [data-act=save]").click();
  await expect(version).toContainText(String(before + 1));
  await expect(food).toHaveValue(/黑心油 4/);
});
