import { type Browser, type BrowserContext, expect, type Page, test } from "@playwright/test";
import { system } from "./system.ts";

/** A desk of one post, its console ready. */
async function desk(
  browser: Browser,
  role: "county" | "station" | "dispatcher",
  open: BrowserContext[],
): Promise<Page> {
  const context = await browser.newContext({
    locale: "zh-CN",
    timezoneId: "Asia/Shanghai",
    viewport: { width: 1600, height: 1000 },
  });
  open.push(context);
  const page = await context.newPage();
  await page.goto(system().links[role]);
  await page.waitForFunction(() => window.__opsmapReady === true, undefined, { timeout: 60_000 });
  return page;
}

const post = (page: Page, path: string, data: object) =>
  page.request.post(new URL(path, page.url()).href, {
    headers: { Origin: new URL(page.url()).origin },
    data,
  });

/** A complaint on the normal track, routed to a station of 潞州区. */
async function routed(page: Page, title: string): Promise<string> {
  const id = crypto.randomUUID();
  const answer = await post(page, "/api/cases", {
    commandId: id,
    case: {
      kind: "complaint",
      channel: "hotline12315",
      title,
      facts: "网购的电动车续航与宣传不符，要求退货。",
      place: "英雄中路143号",
      industry: 10,
      respondent: { name: `${title}门店` },
      point: { lon: 113.12, lat: 36.2 },
    },
    complainant: { name: "王小明", phone: "13900001234", address: "长治市潞州区" },
  });
  expect(answer.status(), await answer.text()).toBe(201);
  for (const command of [
    { type: "start-triage" },
    { type: "decide-normal" },
    { type: "route", industry: 10, unit: "潞州区第一市场监管所" },
  ]) {
    const done = await post(page, `/api/cases/${id}/commands`, { commandId: crypto.randomUUID(), command });
    expect(done.status(), await done.text()).toBe(200);
  }
  return id;
}

async function openCase(page: Page, id: string) {
  await page.locator("[data-lane=all]").click();
  await page.locator(`.row[data-case="${id}"]`).click();
  await expect(page.locator(`.detail[data-case="${id}"] .timeline`)).toBeVisible();
}

/** The big button when it is the next step, else through the menu. */
async function choose(page: Page, command: string) {
  await page.locator("[data-act=more]").click();
  await page.locator(`.menu [data-command="${command}"]`).click();
}
const submit = (page: Page, command: string) =>
  page.locator(`[data-form="${command}"] button[type=submit]`).click();
const event = (page: Page, type: string) => page.locator(`.timeline [data-event="${type}"]`);

test("a station hands a case back; the intake desk takes it in and answers again", async ({ browser }) => {
  test.setTimeout(180_000);
  const open: BrowserContext[] = [];
  const county = await desk(browser, "county", open);
  const id = await routed(county, "电动车续航不符");
  const station = await desk(browser, "station", open);

  await test.step("the station signs, then returns it with a reason", async () => {
    await openCase(station, id);
    await station.locator('.bar [data-command="sign"]').click();
    await expect(event(station, "handling-unit-signed")).toBeVisible();
    await choose(station, "return");
    await submit(station, "return");
    await expect(station.locator("[data-form=return] [data-field=reason]")).toHaveClass(/wrong/);
    await station.locator("[data-form=return] [data-option=notOurDuty]").click();
    await station.locator("#f-text").fill("经营地在上党区");
    await submit(station, "return");
    await expect(event(station, "returned-for-jurisdiction")).toContainText("不属本职 · 经营地在上党区");
  });

  await test.step("it is on top of the intake desk, and the big button takes it in", async () => {
    await county.locator("[data-lane=intake]").click();
    const row = county.locator(`.row[data-case="${id}"]`);
    await expect(row).toHaveAttribute("data-stage", "returned");
    await row.click();
    await county.locator('.bar [data-command="take-in-return"]').click();
    await expect(event(county, "return-taken-in")).toBeVisible();
    await expect(county.locator('.clocks [data-clock="C8"]')).toHaveAttribute("data-state", "running");
  });

  await test.step("the complainant hears again, and the two-hour clock is met", async () => {
    await county.locator('.bar [data-command="re-reply"]').click();
    await county.locator("[data-form=re-reply] #f-unit").fill("上党区市场监督管理局");
    await county.locator("[data-form=re-reply] #f-text").fill("已改由上党区局承办，电话告知");
    await submit(county, "re-reply");
    await expect(event(county, "re-reply-sent")).toContainText(
      "上党区市场监督管理局 · 已改由上党区局承办，电话告知",
    );
    await county.locator(".clocks summary").click();
    await expect(county.locator('.clocks [data-clock="C8"]')).toHaveAttribute("data-state", "met");
  });
  for (const context of open) await context.close();
});

test("a refusal takes two people, and its author is not the second", async ({ browser }) => {
  test.setTimeout(180_000);
  const open: BrowserContext[] = [];
  const county = await desk(browser, "county", open);
  const id = await routed(county, "法院已判争议");

  await test.step("the county proposes it with ground and reasons", async () => {
    await openCase(county, id);
    await choose(county, "refuse");
    await county.locator("[data-form=refuse] [data-option=N2]").click();
    await submit(county, "refuse");
    await expect(county.locator("[data-form=refuse] [data-field=reasons] [role=alert]")).toBeVisible();
    await county.locator("#f-reasons").fill("法院已就同一争议作出判决");
    await submit(county, "refuse");
    await expect(event(county, "refusal-proposed")).toContainText("第十六条第（二）项");
  });

  await test.step("its author finds approval closed, with the reason", async () => {
    await county.locator("[data-act=more]").click();
    await county.locator(".menu input[type=search]").fill("审批同意");
    await expect(county.locator('.menu [data-command="approve"]')).toHaveCount(0);
    await expect(county.locator('.menu .barred:has([data-barred="approve"]) dt').first()).not.toBeEmpty();
    await county.keyboard.press("Escape");
    await expect(county.locator(".menu")).toHaveCount(0);
  });

  await test.step("the command line says the same", async () => {
    await county.keyboard.press("/");
    await county.keyboard.type("受");
    await expect(county.locator("#completions [data-barred]").first()).toContainText("受理");
    await county.keyboard.press("Escape");
  });

  await test.step("a second person finds it under 待批 and approves", async () => {
    const city = await desk(browser, "dispatcher", open);
    await city.locator("[data-lane=approval]").click();
    const row = city.locator(`.row[data-case="${id}"]`);
    await expect(row.locator("[data-flag=approval]")).toBeVisible();
    await row.click();
    await city.locator('.bar [data-command="approve"]').click();
    // told in the same step: by telephone and now unless something else is said
    await city.locator('[data-form="approve"] [data-option="书面"]').click();
    if (process.env.OPSMAP_SHOTS) await city.screenshot({ path: `${process.env.OPSMAP_SHOTS}/approve.png` });
    await city.locator('[data-form="approve"] .go').click();
    await expect(event(city, "complaint-not-accepted")).toContainText("书面告知");
    await expect(event(city, "case-closed")).toContainText("不予受理");
  });
  for (const context of open) await context.close();
});

test("the handover sheet lists what is open and keeps its notes until printed", async ({ browser }) => {
  test.setTimeout(120_000);
  const open: BrowserContext[] = [];
  const county = await desk(browser, "county", open);
  await routed(county, "交班在办件");
  await expect(county.locator(".row", { hasText: "交班在办件" })).toBeVisible();
  await county.keyboard.press("/");
  await county.keyboard.type("交");
  await county.keyboard.press("Enter");
  const sheet = county.getByRole("dialog", { name: "交接班单" });
  await expect(sheet.locator("[data-sheet=open] tr", { hasText: "交班在办件" })).toContainText("登记");
  await sheet.locator("#handover-notes").fill("八泉峡客流大，夜班留两队");
  await county.keyboard.press("Escape");
  await expect(sheet).toHaveCount(0);
  await county.locator("[data-act=handover]").click();
  await expect(sheet.locator("#handover-notes")).toHaveValue("八泉峡客流大，夜班留两队");
  await county.evaluate(() => dispatchEvent(new Event("afterprint")));
  await county.locator("[data-act=close-handover]").click();
  await county.locator("[data-act=handover]").click();
  await expect(sheet.locator("#handover-notes")).toHaveValue("");
  for (const context of open) await context.close();
});
