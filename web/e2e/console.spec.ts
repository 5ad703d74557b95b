import { type BrowserContext, expect, type Page, test, type WebSocketRoute } from "@playwright/test";
import { type Crew, crew } from "./crews.ts";
import { accessible, desk as deskOf, ready, SCENE } from "./phone.ts";
import { type System, startSystem } from "./system.ts";

/** The dispatcher's seat: what keys, drawer and banner do, on a system of its own. */
test.describe.configure({ mode: "serial" });

let on: System;
let stop: () => Promise<void>;
let context: BrowserContext;
let page: Page;
let office: ReturnType<typeof deskOf>;
const crews: Crew[] = [];

/** The live hub between page and server, which a test may break or hold back. */
const hub = { down: false, held: false, open: new Set<WebSocketRoute>() };
const commands: string[] = [];

test.beforeAll(async ({ browser, playwright }) => {
  test.setTimeout(180_000);
  ({ system: on, stop } = await startSystem());
  for (const [n, code] of ["潞州03", "潞州07", "潞州08", "潞州10"].entries()) {
    const one = await crew(playwright, on, code);
    await one.clockOn();
    await one.at(SCENE.longitude + n * 0.01, SCENE.latitude);
    crews.push(one);
  }
  context = await browser.newContext({
    locale: "zh-CN",
    timezoneId: "Asia/Shanghai",
    viewport: { width: 1366, height: 768 },
  });
  page = await context.newPage();
  // negotiation and long polling, too, are the hub
  await page.route(/\/live(\/negotiate)?(\?|$)/, (route) => (hub.down ? route.abort() : route.continue()));
  await page.routeWebSocket(/\/live(\?|$)/, (route) => {
    if (hub.down) return void route.close({ code: 1012 });
    hub.open.add(route);
    const server = route.connectToServer();
    route.onMessage((message) => server.send(message));
    server.onMessage((message) => {
      if (!hub.held) route.send(message);
    });
    route.onClose(() => hub.open.delete(route));
  });
  page.on("request", (request) => {
    if (request.method() === "POST" && request.url().endsWith("/commands"))
      commands.push(request.postData() ?? "");
  });
  await page.goto(`${on.urls[0]}/demo/${on.demoKey}/county`);
  await ready(page);
  office = deskOf(page.request, on);
});
test.beforeEach(async () => {
  // a position older than three minutes would not be trusted any more
  for (const [n, one] of crews.entries()) await one.at(SCENE.longitude + n * 0.01, SCENE.latitude);
});
test.afterAll(async () => {
  await context?.close();
  await stop?.();
});

const row = (id: string) => page.locator(`.row[data-case="${id}"]`);
const toast = () => page.locator(".toast");
const fast = async (id: string) => (await office.detail(id)).card.fast as string;

/** An urgent complaint that waits for a squad. */
async function urgent(title: string) {
  const id = crypto.randomUUID();
  await office.post("/api/cases", {
    commandId: id,
    case: {
      kind: "complaint",
      channel: "hotline12345",
      title,
      facts: "当日到店要求退还余额被拒，现场有争执。",
      place: "英雄中路143号",
      point: { lon: SCENE.longitude, lat: SCENE.latitude },
      situations: [1],
      industry: 6,
    },
    complainant: { name: "王小明", phone: "13900001234" },
  });
  await expect(row(id)).toBeVisible();
  return id;
}
async function inHand(id: string) {
  await row(id).click();
  await expect(page.locator("section.detail")).toHaveAttribute("data-case", id);
  await expect(page.locator("[data-candidate]").first()).toBeVisible({ timeout: 20_000 });
  await expect(page.locator('[data-act="dispatch"]')).toBeEnabled();
}

test("a directive is taken back within ten seconds, by its button and by Ctrl+Z", async () => {
  for (const how of ["button", "key"] as const) {
    const id = await urgent(`撤销${how}`);
    await inHand(id);
    await page.keyboard.press("Enter");
    await expect(toast()).toContainText("快响指令");
    expect(await fast(id)).toBe("directiveIssued");
    if (how === "button") await page.locator(".toast .undo").click();
    else await page.keyboard.press("Control+z");
    await expect(toast()).toContainText("指令已撤回");
    expect(await fast(id)).toBe("candidate");
    await expect(page.locator("section.detail")).toHaveAttribute("data-case", id);
  }
});

test("after Enter the next case is in hand, a second Enter sends that one, and never the first again", async () => {
  const [first, second] = [await urgent("连派其一"), await urgent("连派其二")];
  await inHand(first);
  const before = commands.length;
  await page.keyboard.press("Enter");
  await expect(page.locator("section.detail")).toHaveAttribute("data-case", second);
  await expect(page.locator('[data-act="dispatch"]')).toBeEnabled({ timeout: 20_000 });
  await page.keyboard.press("Enter");
  await expect.poll(() => fast(second)).toBe("directiveIssued");
  const issued = commands.slice(before).filter((body) => body.includes("issue-directive"));
  expect(issued).toHaveLength(2);
  expect(
    (await office.detail(first)).timeline.filter((e: { type: string }) => e.type === "directive-issued"),
  ).toHaveLength(1);

  await test.step("on a case that is out Enter only says how to send another squad", async () => {
    await row(first).click();
    await expect(page.locator("section.detail")).toHaveAttribute("data-case", first);
    const said = commands.length;
    await page.locator("section.detail .scroll").focus();
    await page.keyboard.press("Enter");
    await expect(toast()).toContainText("Shift + Enter");
    expect(commands).toHaveLength(said);
  });

  await test.step("Shift+Enter asks for a reason, and sends nothing without one", async () => {
    await expect(page.locator("[data-candidate]").first()).toBeVisible({ timeout: 20_000 });
    const said = commands.length;
    await page.keyboard.press("Shift+Enter");
    const form = page.locator('[data-form="reassign"]');
    await expect(form.locator('[data-squad-option][aria-pressed="true"]')).toHaveCount(1);
    await form.locator("button[type=submit]").click();
    await expect(form).toBeVisible();
    expect(commands).toHaveLength(said);
    await form.locator('[data-field="reason"] :is(input, textarea)').fill("原分队车辆故障");
    await form.locator("button[type=submit]").click();
    await expect(form).toHaveCount(0);
    const { timeline } = await office.detail(first);
    expect(timeline.at(-1)).toMatchObject({
      type: "directive-reassigned",
      facts: { reason: "原分队车辆故障" },
    });
    await expect(page.locator('.timeline [data-event="directive-reassigned"]')).toContainText(
      "原分队车辆故障",
    );
  });
  for (const id of [first, second]) await office.say(id, { type: "cancel-directive", reason: "演练结束" });
});

test("what somebody else has changed meanwhile is said in words, and the drawer shows it", async () => {
  const id = await urgent("两人同办");
  await inHand(id);
  hub.held = true;
  await office.say(id, { type: "start-triage" });
  await office.say(id, { type: "add-opinion", unit: "intakeCentre", text: "同事先一步研判" });
  await page.keyboard.press("Enter");
  await expect(toast()).toContainText("已被他人更新");
  expect(await fast(id)).not.toBe("directiveIssued");
  await expect(page.locator('.timeline [data-event="opinion-given"]')).toBeVisible();
  hub.held = false;
  await expect(page.locator('[data-act="dispatch"]')).toBeEnabled();
  await page.keyboard.press("Enter");
  await expect.poll(() => fast(id)).toBe("directiveIssued");
  await office.say(id, { type: "cancel-directive", reason: "演练结束" });
});

test("while the hub is away the page says so and sends nothing, neither then nor later", async () => {
  const id = await urgent("断线期间");
  await inHand(id);
  hub.down = true;
  for (const route of hub.open) await route.close({ code: 1012 });
  const banner = page.locator(".banner");
  await expect(banner).toContainText("恢复前不能派单", { timeout: 15_000 });
  const said = commands.length;
  await page.locator("section.detail .scroll").focus();
  await page.keyboard.press("Enter");
  await expect(toast()).toContainText("连接中断");
  await expect(page.locator('[data-act="dispatch"]')).toBeDisabled();
  hub.down = false;
  await expect(banner).toHaveCount(0, { timeout: 40_000 });
  await page.waitForTimeout(1_500);
  expect(commands).toHaveLength(said);
  expect(await fast(id)).not.toBe("directiveIssued");
});

test("a complaint is typed in with its place, and nothing typed is lost when the server refuses", async () => {
  await page.locator("body").press("n");
  const drawer = page.locator("aside.drawer");
  await expect(drawer.locator("#new-title")).toBeFocused();

  await test.step("the place by keyboard: coordinates with their datum", async () => {
    await drawer.locator("#new-coordinates").fill("113.1264, 36.2009");
    await page.keyboard.press("Tab");
    await expect(drawer.locator("[data-county]")).toHaveText("潞州区");
  });

  await test.step("the place by pointer: a click on the map", async () => {
    const written = await drawer.locator(".pinned .num").textContent();
    const map = await page.locator(".maplibregl-canvas").first().boundingBox();
    await page.mouse.click(
      (map?.x ?? 0) + (map?.width ?? 0) * 0.35,
      (map?.y ?? 0) + (map?.height ?? 0) * 0.3,
    );
    await expect(drawer.locator(".pinned .num")).not.toHaveText(written ?? "");
    await drawer.locator("#new-coordinates").fill("113.1264, 36.2010");
    await page.keyboard.press("Tab");
    await expect(drawer.locator("[data-county]")).toHaveText("潞州区");
  });

  const long = "超市散装食品过期".repeat(20);
  await drawer.locator("#new-title").fill(long);
  await drawer.locator("#new-facts").fill("消费者购买的散装糕点已过保质期三日。");
  await drawer.locator("#new-place").fill("英雄中路143号");
  await drawer.locator("#new-name").fill("李女士");
  await drawer.locator("#new-phone").fill("13900005678");
  await page.keyboard.press("Control+Enter");
  await expect(drawer.locator("#new-title-wrong")).toBeVisible();
  await expect(drawer.locator("#new-title")).toBeFocused();
  await expect(drawer.locator("#new-title")).toHaveValue(long);
  await expect(drawer.locator("#new-facts")).toHaveValue("消费者购买的散装糕点已过保质期三日。");
  await expect(drawer.locator("#new-phone")).toHaveValue("13900005678");
  await expect(drawer.locator("[data-county]")).toHaveText("潞州区");

  await drawer.locator("#new-title").fill("散装食品过期");
  await page.keyboard.press("Control+Enter");
  await expect(drawer).toHaveCount(0);
  const id = (await page.locator("section.detail").getAttribute("data-case")) ?? "";
  const { card } = await office.detail(id);
  expect(card).toMatchObject({ title: "散装食品过期", county: "140403" });
  // GCJ-02 as given, WGS-84 as kept: some six hundred metres lie between
  expect(card.lon).toBeCloseTo(113.12, 2);
});

test("at 1366 by 768 nothing overflows, in both themes and both languages, and nothing bars anybody", async () => {
  const id = await urgent("景区门票退款纠纷，游客今晚离开长治，要求当日处置并固定证据");
  await inHand(id);
  for (const theme of ["深色", "浅色"] as const) {
    const shown = await page.evaluate(() => document.documentElement.dataset.theme);
    if ((theme === "深色") !== (shown === "dark"))
      await page.getByRole("button", { name: `切换为${theme}` }).click();
    await page.waitForTimeout(300);
    expect(
      await page.evaluate(() => [
        document.documentElement.scrollWidth,
        document.documentElement.scrollHeight,
      ]),
    ).toEqual([1366, 768]);
    await accessible(page);
  }
  await page.locator("button.lang[lang=en]").click();
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  await expect(page.locator('[data-act="dispatch"]')).toContainText(/Dispatch|Decide/i);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(1366);
  await page.locator("button.lang[lang=zh-CN]").click();
  await expect(page.locator("html")).toHaveAttribute("lang", "zh-CN");
});
