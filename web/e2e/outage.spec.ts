import { type APIRequestContext, type BrowserContext, expect, type Page, test } from "@playwright/test";
import { type System, startSystem } from "./system.ts";

const HERE = { longitude: 113.113, latitude: 36.194 };

test("edge 37: after a killed node and a killed database every open page is complete again by itself", async ({
  browser,
  playwright,
}) => {
  test.setTimeout(300_000);
  const { system: two, stop } = await startSystem("--nodes", "2", "--set", "Arrival__Dwell=00:00:03");
  const open: BrowserContext[] = [];
  const page = async (options: object, link: string) => {
    const context = await browser.newContext({ locale: "zh-CN", timezoneId: "Asia/Shanghai", ...options });
    open.push(context);
    const opened = await context.newPage();
    await opened.goto(`${two.urls[0]}/demo/${two.demoKey}/${link}`);
    await opened.waitForFunction(() => window.__opsmapReady === true, undefined, { timeout: 60_000 });
    return opened;
  };
  const other = await playwright.request.newContext({ baseURL: two.urls[1] ?? two.urls[0] });
  try {
    // three pages on the first node, and a colleague on the second one who goes on working
    const desk = await page({ viewport: { width: 1600, height: 900 } }, "county");
    const wall = await page({ viewport: { width: 1600, height: 900 } }, "leader");
    const phone = await page(
      {
        viewport: { width: 390, height: 844 },
        hasTouch: true,
        isMobile: true,
        permissions: ["geolocation"],
        geolocation: { ...HERE, accuracy: 9 },
      },
      `squad?squad=${encodeURIComponent("潞州03")}`,
    );
    await post(other, two, "/api/demo/session", { key: two.demoKey, role: "dispatcher" });
    await clockOn(phone);
    const squad = await idOf(other, "潞州03");
    await expect(wall.locator(".legend strong").first()).toHaveText("1");

    let first = "";
    await test.step("the node of all three dies; what happens meanwhile reaches them", async () => {
      process.kill(two.pids[0] ?? 0, "SIGKILL");
      const id = await register(other, two, "节点中断期间的投诉");
      first = id;
      await urgent(other, two, id);
      await say(other, two, id, { type: "issue-directive", squad });
      await complete(desk, other, id);
      await expect(phone.getByRole("button", { name: "接 令" })).toBeVisible({ timeout: 60_000 });
      await expect(wall.locator(".legend strong").nth(1)).toHaveText("1", { timeout: 60_000 });
      await phone.getByRole("button", { name: "接 令" }).click();
      await expect(desk.locator(`.row[data-case="${id}"]`)).toHaveAttribute("data-stage", "respond", {
        timeout: 30_000,
      });
    });

    await test.step("the database dies; what is written after it reaches them", async () => {
      process.kill(two.postgresPid ?? 0, "SIGKILL");
      // refused or away until it is back; the same command id makes one case of all tries
      const id = await register(other, two, "数据库中断之后的投诉");
      await complete(desk, other, id);
      await say(other, two, first, { type: "cancel-directive", reason: "双方已自行和解" });
      await expect(phone.getByText("待命中")).toBeVisible({ timeout: 60_000 });
      await expect(wall.locator(".legend strong").first()).toHaveText("1", { timeout: 60_000 });
    });
  } finally {
    await other.dispose();
    for (const context of open) await context.close();
    await stop();
  }
});

/** The queue shows exactly the open cases of the county, without a reload and without a warning. */
async function complete(desk: Page, other: APIRequestContext, id: string) {
  await expect(desk.locator(`.row[data-case="${id}"]`)).toBeVisible({ timeout: 60_000 });
  await expect(desk.getByRole("alert")).toHaveCount(0, { timeout: 60_000 });
  const listed = await (await other.get("/api/cases?open=true&limit=200")).json();
  const ids = listed.items.map((card: { id: string }) => card.id).sort();
  await expect
    .poll(async () =>
      (
        await desk
          .locator(".row[data-case]")
          .evaluateAll((rows) => rows.map((r) => r.getAttribute("data-case")))
      ).sort(),
    )
    .toEqual(ids);
}

async function clockOn(phone: Page) {
  await phone.getByLabel("第 1 人姓名").fill("演示张");
  await phone.getByLabel("第 2 人姓名").fill("演示李");
  await phone.getByLabel(/已阅知$/).check();
  await phone.getByRole("button", { name: "上 勤" }).click();
  await expect(phone.getByText("待命中")).toBeVisible();
  await phone.context().setGeolocation({ ...HERE, longitude: HERE.longitude + 0.0004, accuracy: 9 });
}

async function register(who: APIRequestContext, on: System, title: string) {
  const id = crypto.randomUUID();
  await post(who, on, "/api/cases", {
    commandId: id,
    case: {
      kind: "complaint",
      channel: "hotline12345",
      title,
      facts: "商家拒绝退款，现场有争执。",
      place: "英雄中路143号",
      county: "140403",
      respondent: { name: "健身房门店" },
      point: { lon: 113.12, lat: 36.2 },
      situations: [1],
      industry: 6,
    },
  });
  return id;
}

async function urgent(who: APIRequestContext, on: System, id: string) {
  await say(who, on, id, { type: "start-triage" });
  await say(who, on, id, { type: "add-opinion", unit: "intakeCentre", text: "现场争执，宜快速处置。" });
  await say(who, on, id, { type: "decide-fast", situations: [1] });
}

function say(who: APIRequestContext, on: System, id: string, command: object) {
  return post(who, on, `/api/cases/${id}/commands`, { commandId: crypto.randomUUID(), command });
}

/** Says it until it is answered, as every client of ours does. */
async function post(who: APIRequestContext, on: System, path: string, data: object) {
  await expect
    .poll(
      async () => {
        const answer = await who
          .post(path, { headers: { Origin: new URL(on.urls[1] ?? "").origin }, data, timeout: 10_000 })
          .catch(() => undefined);
        return answer?.ok() || `${answer?.status()} ${await answer?.text()}`;
      },
      { timeout: 60_000, intervals: [500] },
    )
    .toBe(true);
}

async function idOf(who: APIRequestContext, code: string): Promise<string> {
  const squads = (await (await who.get("/api/squads")).json()) as { id: string; code: string }[];
  const found = squads.find((s) => s.code === code);
  if (!found) throw new Error(`no squad ${code}`);
  return found.id;
}
