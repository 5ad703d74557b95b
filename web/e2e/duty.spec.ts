import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { type Browser, type BrowserContext, expect, type Page, test } from "@playwright/test";
import { type Role, system } from "./system.ts";

const open: BrowserContext[] = [];
test.afterEach(async () => {
  for (const context of open.splice(0)) await context.close();
});

async function desk(browser: Browser, role: Role): Promise<Page> {
  const context = await browser.newContext({
    locale: "zh-CN",
    timezoneId: "Asia/Shanghai",
    viewport: { width: 1600, height: 1000 },
  });
  open.push(context);
  const page = await context.newPage();
  await page.goto(system().links[role]);
  await expect(page.locator("header.bar")).toBeVisible({ timeout: 60_000 });
  return page;
}

/** An administrator has a page of his own, with the same sheets. */
async function admin(browser: Browser): Promise<Page> {
  const context = await browser.newContext({
    locale: "zh-CN",
    timezoneId: "Asia/Shanghai",
    viewport: { width: 1600, height: 1000 },
  });
  open.push(context);
  const page = await context.newPage();
  await page.goto(system().links.admin);
  await expect(page.locator("[data-section=accounts]")).toBeVisible({ timeout: 60_000 });
  return page;
}

const shot = async (page: Page, name: string) => {
  if (process.env.OPSMAP_SHOTS) await page.screenshot({ path: `${process.env.OPSMAP_SHOTS}/${name}.png` });
};

/** The demonstration has planned this week and the next: the one after that is empty. */
async function emptyWeek(page: Page): Promise<string> {
  await page.locator("[data-act=duty]").click();
  const sheet = page.locator("[data-sheet=duty]");
  await expect(sheet.locator(".shift").first()).toBeVisible();
  await shot(page, "duty-week");
  for (let week = 0; week < 2; week++) await sheet.locator("[data-act=next-week]").click();
  await expect(sheet.locator(".shift")).toHaveCount(0);
  const days = await sheet
    .locator('tr[data-squad="潞州01"] td[data-day]')
    .evaluateAll((cells) => cells.map((cell) => cell.getAttribute("data-day")));
  return days[0] ?? "";
}

test("a week is planned, corrected, swapped, imported and copied", async ({ browser }) => {
  const page = await desk(browser, "county");
  const monday = await emptyWeek(page);
  const sheet = page.locator("[data-sheet=duty]");
  const cell = (squad: string) => sheet.locator(`tr[data-squad="${squad}"] td[data-day="${monday}"]`);
  const form = page.locator("[data-form=shift]");

  await cell("潞州01").locator(".add").click();
  await form.locator("[data-field=members]").fill("王一");
  await form.locator("[data-field=leader]").fill("");
  await form.locator("[data-act=save-shift]").click();
  await expect(form.getByRole("alert")).toHaveText("在岗班次至少 2 人，一人只能备勤");
  await form.locator("[data-field=members]").fill("王一、李二");
  await form.locator("[data-act=save-shift]").click();
  await expect(cell("潞州01").locator(".shift")).toContainText("08:00–20:00");

  await cell("潞州01").locator(".add").click();
  await form.locator("[data-act=save-shift]").click();
  await expect(form.getByRole("alert")).toContainText("重叠");
  await form.locator("[data-field=from]").fill("20:00");
  await form.locator("[data-field=to]").fill("08:00");
  await expect(form).toContainText("次日");
  await form.locator("[data-field=onCall]").check();
  await shot(page, "duty-form");
  await form.locator("[data-act=save-shift]").click();
  await expect(cell("潞州01").locator(".shift")).toHaveCount(2);

  await cell("潞州02").locator(".add").click();
  await form.locator("[data-field=from]").fill("09:00");
  await form.locator("[data-field=to]").fill("17:00");
  await form.locator("[data-act=save-shift]").click();
  await cell("潞州02").locator(".shift").click();
  await form.locator("[data-act=swap]").click();
  await expect(sheet.locator(".hint")).toBeVisible();
  await cell("潞州01").locator(".shift").first().click();
  await expect(cell("潞州02").locator(".shift")).toContainText("08:00–20:00");
  await expect(cell("潞州01").locator(".shift").first()).toContainText("09:00–17:00");

  const file = {
    name: "roster.csv",
    mimeType: "text/csv",
    buffer: Buffer.from(
      `分队,日期,上班,下班,队员\n潞州03,${monday},8:00,20:00,王一、李二\n潞州03,${monday},10:00,12:00,王一、李二\n潞州88,${monday},8:00,20:00,王一、李二\n潞州04,下周一,8:00,20:00,王一、李二\n`,
    ),
  };
  await sheet.locator("[data-act=import]").setInputFiles(file);
  const report = sheet.locator(".report");
  await expect(report).toContainText("新增 1 个");
  await expect(report.locator("li")).toHaveCount(3);
  await expect(report).toContainText("第 4 行");
  await expect(cell("潞州03").locator(".shift")).toHaveCount(1);
  await shot(page, "duty-import");
  await sheet.locator("[data-act=import]").setInputFiles(file);
  await expect(report).toContainText("新增 0 个，更新 0 个，未变 1 个");

  await sheet.locator("[data-act=copy-week]").click();
  await expect(sheet.locator(".shift")).toHaveCount(4);
  await sheet.locator("[data-act=close-duty]").click();
  await expect(sheet).toBeHidden();
});

test("a county enters a squad of its own from its desk", async ({ browser }) => {
  const page = await desk(browser, "county");
  await page.locator("[data-act=duty]").click();
  await page.locator("[data-sheet=duty] [data-act=squads]").click();
  const sheet = page.locator("[data-sheet=squads]");
  await expect(sheet.locator('tr[data-squad="潞州01"]')).toBeVisible();
  await sheet.locator("[data-act=add-squad]").click();
  const form = page.locator("[data-form=squad]");
  await form.locator("[data-field=code]").fill("潞州61");
  await form.locator("[data-field=name]").fill("潞州区快反第六十一分队");
  await form.locator("[data-field=lon]").fill("113.1");
  await form.locator("[data-field=lat]").fill("36.2");
  await form.locator("[data-act=save]").click();
  const row = sheet.locator('tr[data-squad="潞州61"]');
  await expect(row).toBeVisible();
  await shot(page, "duty-squads");
  // whoever looks at the boards afterwards finds what was there before
  await row.locator("[data-act=edit]").click();
  await form.locator("[data-field=reason]").fill("试建");
  await form.locator("[data-act=retire]").click();
  await expect(row).toBeHidden();
  await sheet.locator("[data-act=close-squads]").click();
  await expect(page.locator("[data-sheet=duty]")).toBeVisible();
});

test("a duty phone is called and the roster remembers who answered", async ({ browser }) => {
  const page = await desk(browser, "county");
  await page.locator("[data-act=duty]").click();
  const row = page.locator('[data-sheet=duty] tr[data-squad="潞州16"]');
  await expect(row).toContainText("本班未核查");
  await row.locator("[data-act=reached]").click();
  await expect(row).toContainText("已接通");
  await expect(row).not.toContainText("本班未核查");
});

test("a channel is entered off, tested against a receiver, and turned on", async ({ browser }) => {
  const heard: string[] = [];
  const receiver = createServer((request, response) => {
    heard.push(request.url ?? "");
    response
      .setHeader("Content-Type", "application/json")
      .end(JSON.stringify({ errcode: heard.length > 1 ? 310000 : 0 }));
  });
  await new Promise<void>((ready) => receiver.listen(0, "127.0.0.1", ready));
  try {
    const page = await admin(browser);
    await page.locator("[data-nav=notify]").click();
    const sheet = page.locator("[data-sheet=notify]");
    const form = page.locator("[data-form=channel]");
    await sheet.locator("[data-act=add-channel]").click();
    await form.locator("[data-field=kind]").selectOption("dingTalk");
    await form.locator("[data-field=name]").fill("快反值班群");
    await form.locator("[data-field=url]").fill("http://robot.example/send");
    await form.locator("[data-act=save-channel]").click();
    await expect(form.getByRole("alert")).toContainText("https");
    await form
      .locator("[data-field=url]")
      .fill(`http://127.0.0.1:${(receiver.address() as AddressInfo).port}/robot/send?access_token=key`);
    await form.locator("[data-field=secret]").fill("SEC-e2e-secret");
    await form.locator("[data-act=save-channel]").click();

    const card = sheet.locator('[data-channel="快反值班群"]');
    await expect(card).toContainText("已停用");
    await card.locator("[data-act=test]").click();
    await expect(card.locator(".told")).toContainText("成功");
    expect(heard[0]).toMatch(/access_token=key&timestamp=\d+&sign=/);
    await card.locator("[data-act=test]").click();
    await expect(card.locator(".told")).toHaveText("失败：签名不符（310000）");
    await card.locator("[data-act=toggle]").click();
    await expect(card).toContainText("已启用");
    await expect(sheet.locator("tbody tr")).toHaveCount(2);
    expect(await page.content()).not.toContain("SEC-e2e-secret");
    await shot(page, "notify");
    await card.locator("[data-act=toggle]").click();
    await expect(card).toContainText("已停用");

    // only a gateway for texts may text complainants, only when that is ticked, and goes on doing so when it is turned over
    await sheet.locator("[data-act=add-channel]").click();
    await expect(form.locator("[data-field=complainants]")).toHaveCount(0);
    await form.locator("[data-field=kind]").selectOption("sms");
    await expect(form.locator("[data-field=complainants]")).not.toBeChecked();
    await form.locator("[data-field=name]").fill("告知短信");
    await form
      .locator("[data-field=url]")
      .fill(`http://127.0.0.1:${(receiver.address() as AddressInfo).port}/texts`);
    await form.locator("[data-field=complainants]").check();
    await shot(page, "notify-complainants");
    await form.locator("[data-act=save-channel]").click();
    const texts = sheet.locator('[data-channel="告知短信"]');
    await expect(texts.locator("[data-shows=complainants]")).toBeVisible();
    await texts.locator("[data-act=toggle]").click();
    await expect(texts).toContainText("已启用");
    await expect(texts.locator("[data-shows=complainants]")).toBeVisible();
    await texts.locator("[data-act=toggle]").click();
    await expect(texts).toContainText("已停用");
  } finally {
    receiver.close();
  }
});
