import { type BrowserContext, expect, type Page, test } from "@playwright/test";
import { seenFree } from "./phone.ts";
import { type System, startSystem, system } from "./system.ts";

const SCENE = { longitude: 113.12, latitude: 36.2 };
const NEARBY = { longitude: 113.113, latitude: 36.194 };
const HALFWAY = { longitude: 113.117, latitude: 36.197 };

/** One complaint from registration to archive: the county's console, the squad's phone, the city's wall. */
async function walk(
  on: System,
  browserOf: (name: string, options: object) => Promise<BrowserContext>,
  shots?: string,
) {
  const last = on.urls[on.urls.length - 1] ?? on.urls[0];
  const shoot = async (page: Page, name: string) => {
    if (shots) await page.screenshot({ path: `${shots}/${name}.png` });
  };
  // the console on the first node, phone and wall on the last: with two nodes nobody shares one
  const desk = await (await browserOf("console", { viewport: { width: 1920, height: 1080 } })).newPage();
  await desk.goto(`${on.urls[0]}/demo/${on.demoKey}/county`);
  await ready(desk);

  const phoneContext = await browserOf("phone", {
    viewport: { width: 390, height: 844 },
    deviceScaleFactor: 2,
    hasTouch: true,
    isMobile: true,
    permissions: ["geolocation"],
    geolocation: { ...NEARBY, accuracy: 9 },
  });
  const phone = await phoneContext.newPage();
  await phone.goto(`${last}/demo/${on.demoKey}/squad?squad=${encodeURIComponent("潞州03")}`);
  await ready(phone);
  const wall = await (await browserOf("screen", { viewport: { width: 1920, height: 1080 } })).newPage();
  await wall.goto(`${last}/demo/${on.demoKey}/leader`);
  await ready(wall);

  await test.step("the squad clocks on and appears free on the console", async () => {
    await phone.getByLabel("第 1 人姓名").fill("演示张");
    await phone.getByLabel("第 2 人姓名").fill("演示李");
    await phone.getByLabel(/已阅知$/).check();
    await phone.getByRole("button", { name: "上 勤" }).click();
    await expect(phone.getByText("待命中")).toBeVisible();
    await seenFree(desk, phoneContext, "潞州03");
  });

  let id = "";
  await test.step("a complaint is on the console within a second, above a calm one", async () => {
    await register(desk, { title: "包装标识不清", situations: [], industry: 10 });
    const asked = Date.now();
    id = await register(desk, { title: "预付卡商家拒绝退款", situations: [1], industry: 6 });
    await expect(desk.locator(`.row[data-case="${id}"]`)).toBeVisible();
    test
      .info()
      .annotations.push({ type: "seen on the console after", description: `${Date.now() - asked} ms` });
    await expect(desk.locator(".row[data-case]").first()).toHaveAttribute("data-case", id);
    await expect(
      wall.getByText("预付卡商家拒绝退款").or(wall.locator("canvas").first()).first(),
    ).toBeVisible();
  });

  await test.step("Enter sends the nearest fresh squad, and the phone rings", async () => {
    await desk.locator(`.row[data-case="${id}"]`).click();
    await expect(desk.locator('[data-candidate="潞州03"]')).toBeVisible({ timeout: 20_000 });
    await shoot(desk, "console");
    await desk.keyboard.press("Enter");
    await expect(phone.getByRole("button", { name: "接 令" })).toBeVisible({ timeout: 15_000 });
    await shoot(phone, "squad");
  });

  await test.step("the squad acknowledges, responds and departs", async () => {
    await phone.getByRole("button", { name: "接 令" }).click();
    await phone.getByRole("button", { name: "告知处理方式" }).click();
    await phone.locator("dialog button.send").click();
    await phone.getByRole("button", { name: "出 发" }).click();
    await expect(desk.locator('[data-squad="潞州03"]')).toHaveAttribute("data-status", "route", {
      timeout: 20_000,
    });
  });

  await test.step("the marker follows the phone", async () => {
    await phoneContext.setGeolocation({ ...HALFWAY, accuracy: 9 });
    const moved = Date.now();
    await expect
      .poll(() => placeOf(desk, "潞州03"), { timeout: 10_000, intervals: [100] })
      .toEqual({ lon: expect.closeTo(HALFWAY.longitude, 3), lat: expect.closeTo(HALFWAY.latitude, 3) });
    test.info().annotations.push({ type: "marker followed after", description: `${Date.now() - moved} ms` });
    await shoot(wall, "screen");
  });

  await test.step("the fence sees the arrival", async () => {
    // three seconds inside the fence, a step at a time as a person walks
    for (let step = 0; step < 12 && !(await onScene(desk)); step++) {
      await phoneContext.setGeolocation({
        ...SCENE,
        longitude: SCENE.longitude + step * 0.0003 - 0.0012,
        accuracy: 9,
      });
      await phone.waitForTimeout(3_500);
    }
    await expect(desk.locator('[data-squad="潞州03"]')).toHaveAttribute("data-status", "scene");
  });

  await test.step("it is settled, closed and fed back", async () => {
    await phone.getByRole("button", { name: "办 结" }).click();
    await phone.locator("textarea").first().fill("商家当场退款并致歉");
    await phone.locator("input[inputmode=decimal]").fill("58.5");
    for (const box of await phone.locator(".checks input[type=checkbox]").all()) await box.check();
    await phone.locator("dialog button.send").click();
    await phone.getByRole("button", { name: "反 馈" }).click({ timeout: 20_000 });
    await phone.locator("dialog button.send").click();
    await expect(desk.locator(`.row[data-case="${id}"]`)).toHaveAttribute("data-stage", "returnVisit", {
      timeout: 20_000,
    });
  });

  await test.step("the desk visits again and archives", async () => {
    await desk.locator(`.row[data-case="${id}"]`).click();
    await desk.locator('[data-command="return-visit"]').click();
    const form = desk.locator('[data-form="return-visit"]');
    for (const field of ["processScore", "resultScore"])
      await form.locator(`[data-field="${field}"] [data-option="5"]`).click();
    await form.locator("button[type=submit]").click();
    await desk.locator('[data-command="archive"]').click();
  });

  await test.step("the timeline names actor, time and place of every step", async () => {
    const read = async () => (await desk.request.get(new URL(`/api/cases/${id}`, desk.url()).href)).json();
    // the press is not yet the answer
    await expect.poll(async () => (await read()).card.workflow).toBe("archived");
    const detail = await read();
    const steps = detail.timeline
      .map((e: { type: string }) => e.type)
      .filter((type: string) => type !== "clock-passed");
    expect(steps).toEqual([
      "case-received",
      "clock-set",
      "triage-started",
      "fast-decided",
      "directive-issued",
      "directive-received",
      "squad-responded",
      "first-reply-sent",
      "squad-en-route",
      "arrived-on-scene",
      "complaint-accepted",
      "clock-set",
      "mediation-started",
      "mediation-agreed",
      "case-closed",
      "feedback-sent",
      "return-visited",
      "case-archived",
    ]);
    for (const entry of detail.timeline) {
      expect(entry.actor.name, entry.type).toBeTruthy();
      expect(Date.parse(entry.at), entry.type).toBeGreaterThan(0);
      if (entry.actor.role === "squadLeader") expect(entry.place, entry.type).toBeTruthy();
    }
  });
}

async function ready(page: Page) {
  await page.waitForFunction(() => window.__opsmapReady === true, undefined, { timeout: 60_000 });
}

async function register(desk: Page, what: { title: string; situations: number[]; industry: number }) {
  const id = crypto.randomUUID();
  const answer = await desk.request.post(new URL("/api/cases", desk.url()).href, {
    headers: { Origin: new URL(desk.url()).origin },
    data: {
      commandId: id,
      case: {
        kind: "complaint",
        channel: "hotline12345",
        facts:
          "当日到店要求退还余额 1,860 元被拒，现场有争执。消费者今晚离长，请到场调解并固定合同与收银小票。",
        place: "英雄中路143号",
        respondent: { name: "健身房门店" },
        point: { lon: SCENE.longitude, lat: SCENE.latitude },
        ...what,
      },
      complainant: { name: "王小明", phone: "13900001234" },
    },
  });
  expect(answer.status(), await answer.text()).toBe(201);
  return id;
}

/** Where the console would draw the squad: the same position the recommendation ranks by. */
async function placeOf(desk: Page, code: string) {
  return desk.evaluate((wanted) => window.__opsmapSquadAt?.(wanted), code);
}

async function onScene(desk: Page) {
  return (await desk.locator('[data-squad="潞州03"]').getAttribute("data-status")) === "scene";
}

test("one complaint from registration to archive", async ({ browser }, info) => {
  test.setTimeout(240_000);
  const open: BrowserContext[] = [];
  await walk(
    system(),
    async (_, options) => {
      const context = await browser.newContext({ ...contextDefaults(), ...options });
      open.push(context);
      return context;
    },
    process.env.OPSMAP_SHOTS ?? info.outputDir,
  );
  for (const context of open) await context.close();
});

test("the same with two nodes, the phone on one and the console on the other", async ({ browser }) => {
  test.setTimeout(300_000);
  const { system: two, stop } = await startSystem("--nodes", "2", "--set", "Arrival__Dwell=00:00:03");
  const open: BrowserContext[] = [];
  try {
    await walk(two, async (_, options) => {
      const context = await browser.newContext({ ...contextDefaults(), ...options });
      open.push(context);
      return context;
    });
  } finally {
    for (const context of open) await context.close();
    await stop();
  }
});

function contextDefaults() {
  return { locale: "zh-CN", timezoneId: "Asia/Shanghai" };
}
