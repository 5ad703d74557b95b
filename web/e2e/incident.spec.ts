import { mkdirSync } from "node:fs";
import AxeBuilder from "@axe-core/playwright";
import { type Browser, type BrowserContext, expect, type Page, test } from "@playwright/test";
import { system } from "./system.ts";

const SHOTS = process.env.OPSMAP_SHOTS;
const GATE = { lon: 113.5676, lat: 35.9514 };
const TITLE = "八泉峡索道退费群体投诉";

async function shot(page: Page, name: string) {
  if (!SHOTS) return;
  mkdirSync(SHOTS, { recursive: true });
  await page.screenshot({ path: `${SHOTS}/incident-${name}.png` });
}

async function desk(
  browser: Browser,
  address: string,
  open: BrowserContext[],
  viewport = { width: 1600, height: 1000 },
) {
  const context = await browser.newContext({ locale: "zh-CN", timezoneId: "Asia/Shanghai", viewport });
  open.push(context);
  const page = await context.newPage();
  await page.goto(address);
  await page.waitForFunction(() => window.__opsmapReady === true, undefined, { timeout: 60_000 });
  return page;
}

const post = (page: Page, path: string, data: object) =>
  page.request.post(new URL(path, page.url()).href, {
    headers: { Origin: new URL(page.url()).origin },
    data,
  });

async function complain(page: Page, n: number): Promise<string> {
  const id = crypto.randomUUID();
  const answer = await post(page, "/api/cases", {
    commandId: id,
    case: {
      kind: "complaint",
      channel: "hotline12315",
      title: `索道排队五小时要求退票（${n + 1}）`,
      facts: "国庆排队五小时未能乘坐下行索道，现场要求退票并赔偿。",
      place: "八泉峡景区下索道站",
      county: "140427",
      industry: 6,
      respondent: { name: "八泉峡景区" },
      point: { lon: GATE.lon + n * 0.0004, lat: GATE.lat },
    },
    complainant: { name: "王小明", phone: `1390000123${n}`, address: "山西省太原市" },
  });
  expect(answer.status(), await answer.text()).toBe(201);
  return id;
}

const noViolations = async (page: Page) =>
  expect(
    (await new AxeBuilder({ page }).withTags(["wcag2a", "wcag2aa", "wcag21aa"]).analyze()).violations,
  ).toEqual([]);

test("a crowd becomes an incident: the wall shows it, departments answer, a case takes the shared reply over, and it ends", async ({
  browser,
}) => {
  test.setTimeout(300_000);
  const open: BrowserContext[] = [];
  const { links, demoKey, urls } = system();
  const city = await desk(browser, links.dispatcher, open);
  const ids: string[] = [];
  for (let n = 0; n < 5; n++) ids.push(await complain(city, n));
  const [first = "", , last = ""] = ids;

  await test.step("triage sees the burst, and its suggestion opens the incident", async () => {
    await city.locator("[data-lane=all]").click();
    await city.locator(`.row[data-case="${last}"]`).click();
    await city.locator('[data-topic="incident"] [data-act="open-incident"]').click({ timeout: 30_000 });
    const form = city.locator('[data-form="open-incident"]');
    await expect(form.locator('input[type="checkbox"]:checked')).toHaveCount(5);
    await form.locator("[data-field=title]").fill("");
    await form.locator("button[type=submit]").click();
    await expect(form.locator('small[role="alert"]')).toBeVisible();
    await form.locator("[data-field=title]").fill(TITLE);
    await form.locator('[data-level="2"]').click();
    await shot(city, "form");
    await form.locator("button[type=submit]").click();
    await expect(city.locator("[data-incident-panel]")).toContainText(TITLE);
    await expect(city.locator(".incidents [data-incident]")).toContainText("5 件");
    await expect(city.locator('[data-part="log"] [data-event="incident-opened"]')).toBeVisible();
  });

  await test.step("the wall shows it at once, with a way to see it by night and by day", async () => {
    const wall = await desk(browser, links.leader, open, { width: 1920, height: 1080 });
    await expect(wall.locator(".bands [data-incident]")).toContainText(TITLE);
    await shot(wall, "wall");
  });

  const panel = city.locator("[data-incident-panel]");
  await test.step("shared reply, representatives, police and tourism", async () => {
    await panel.locator('[data-act="reply"]').click();
    await panel.locator('[data-part="reply"] textarea').fill("景区已启动全额退费，三个工作日内原路退回。");
    await panel.locator('[data-part="reply"] button[type=submit]').click();
    await expect(panel.locator('[data-part="reply"] p')).toContainText("全额退费");
    await panel.locator('[data-act="people"]').click();
    await panel.locator(`[data-person="${ids[0]}"]`).click();
    await panel.locator(`[data-person="${ids[1]}"]`).click();
    await panel.locator('[data-part="people"] button[type=submit]').click();
    await expect(panel.locator('[data-part="people"] [role=alert]')).toContainText("同意");
    await panel.locator('[data-part="people"] input[type=checkbox]').check();
    await panel.locator('[data-part="people"] button[type=submit]').click();
    await expect(panel.locator('[data-part="people"] p').first()).toContainText("、");
    await panel.locator('[data-act="call"]').click();
    await panel.locator('[data-department="police"]').click();
    await panel.locator('[data-department="culture-tourism"]').click();
    await panel
      .locator('[data-part="departments"] [data-field=text]')
      .fill("请派员到场维持秩序，协调景区当场退费。");
    await shot(city, "departments");
    await panel.locator('[data-part="departments"] button[type=submit]').click();
    await expect(panel.locator("[data-task]")).toHaveCount(2);
  });

  await test.step("the police's liaison answers on a phone", async () => {
    const phone = await desk(browser, `${urls[0]}/demo/${demoKey}/liaison`, open, {
      width: 390,
      height: 844,
    });
    expect(new URL(phone.url()).pathname).toBe("/liaison");
    await expect(phone.locator("h1")).toContainText("公安");
    await shot(phone, "liaison");
    await noViolations(phone);
    await phone.locator(".row", { hasText: TITLE }).click();
    await phone.locator("#reply").fill("已派出二十名民警到场，秩序平稳。");
    await shot(phone, "liaison-task");
    await phone.locator("button.go").click();
    await expect(phone.locator('[data-history="replied"]')).toContainText("秩序平稳");
    await noViolations(phone);
    await phone.goBack();
    await phone.locator('[data-tab="done"]').click();
    await expect(phone.locator(".row", { hasText: TITLE })).toHaveAttribute("data-state", "replied");
    await expect(panel.locator('[data-task="公安"]')).toContainText("秩序平稳", { timeout: 40_000 });
    await shot(city, "panel");
  });

  await test.step("a linked case takes the shared reply over", async () => {
    await panel.locator(`[data-linked="${first}"] .name`).click();
    await expect(city.locator(`.detail[data-case="${first}"] .timeline`)).toBeVisible();
    await city.locator("[data-act=more]").click();
    await city.locator('.menu [data-command="first-reply"]').click();
    await city.locator('[data-form="first-reply"] [data-act="shared-reply"]').click();
    await expect(city.locator('[data-form="first-reply"] #f-text')).toHaveValue(/全额退费/);
    await shot(city, "shared-reply");
    await city.keyboard.press("Escape");
  });

  await test.step("by the command line back to it, and its end names what goes on", async () => {
    await city.keyboard.press("/");
    await city.keyboard.type("群 八泉峡");
    await city.keyboard.press("Enter");
    await expect(panel).toContainText(TITLE);
    await panel.locator('[data-part="end"] [data-field=summary]').fill("景区公开致歉，退费到位，人群散去。");
    await expect(panel.locator('[data-part="end"] button[type=submit]')).toBeDisabled();
    await panel.locator('[data-part="end"] [data-field=seen]').check();
    await panel.locator('[data-part="end"] button[type=submit]').click();
    await expect(panel.locator('[data-part="log"] [data-event="incident-closed"]')).toBeVisible();
    await expect(city.locator(".incidents [data-incident]")).toHaveCount(0);
    await shot(city, "ended");
  });

  await test.step("the calendar of next year is missing: the desk is told, the administrator loads it", async () => {
    await expect(city.locator('[data-act="calendar"]')).toContainText("2027");
    const context = await browser.newContext({ locale: "zh-CN", viewport: { width: 1366, height: 768 } });
    open.push(context);
    const admin = await context.newPage();
    await admin.goto(links.admin);
    await admin.locator("[data-nav=calendar]").click();
    const section = admin.locator("[data-section=calendar]");
    await expect(section.getByRole("status")).toContainText("2027");
    const load = (text: string) =>
      admin
        .locator('[data-field="calendar"]')
        .setInputFiles({ name: "cn-2027.json", mimeType: "application/json", buffer: Buffer.from(text) });
    await load("{ not json");
    await expect(section.getByRole("alert")).toContainText("JSON");
    await load(
      JSON.stringify({ year: 2027, source: "通知", off: [{ day: "2026-06-01", name: "元旦" }], work: [] }),
    );
    await expect(section.getByRole("alert")).toContainText("off[0].day");
    await shot(admin, "calendar");
    await load(
      JSON.stringify({
        year: 2027,
        source: "国办发明电〔2026〕9号",
        off: [{ day: "2027-01-01", name: "元旦" }],
        work: [],
      }),
    );
    await expect(section.locator('[data-year="2027"]')).toBeVisible();
    await expect(section.getByRole("status")).toHaveCount(0);
  });
  await Promise.all(open.map((context) => context.close()));
});
