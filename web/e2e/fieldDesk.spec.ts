import { expect, type Page, test } from "@playwright/test";
import { desk as deskOf, NEARBY, ready, SCENE } from "./phone.ts";
import { type System, startSystem } from "./system.ts";

const shots = process.env.OPSMAP_SHOTS;
const shoot = async (page: Page, name: string) => {
  if (shots) await page.screenshot({ path: `${shots}/fieldDesk-${name}.png` });
};

let on: System;
let stop: () => Promise<void>;
test.beforeAll(async () => {
  ({ system: on, stop } = await startSystem());
});
test.afterAll(() => stop());

test("what comes from the field is seen on the console: a phone in trouble, a tracker, a track and the proof of arrival", async ({
  browser,
}) => {
  test.setTimeout(180_000);
  const office = await browser.newContext({ viewport: { width: 1920, height: 1080 } });
  const desk = await office.newPage();
  await desk.goto(`${on.urls[0]}/demo/${on.demoKey}/county`);
  await ready(desk);

  const field = await browser.newContext();
  const crew = deskOf(field.request, on);
  await crew.post("/api/demo/session", { key: on.demoKey, role: "squad", squad: "潞州04" });
  const id = (await crew.squad("潞州04"))?.id ?? "";
  const say = (command: object) =>
    crew.post(`/api/squads/${id}/commands`, { commandId: crypto.randomUUID(), command });
  let seq = 0;
  const report = (said: object, places: { longitude: number; latitude: number }[] = []) =>
    crew.post("/api/squad/track", {
      device: "crew",
      sentAt: new Date().toISOString(),
      fixes: places.map(({ longitude, latitude }, n) => ({
        seq: ++seq,
        t: new Date(Date.now() - (places.length - 1 - n) * 1_000).toISOString(),
        lon: longitude,
        lat: latitude,
        acc: 9,
      })),
      ...said,
    });
  await say({ type: "clock-on", crew: 2, members: ["演示张", "演示李"], noticeVersion: "2026-11" });
  const tile = desk.locator('[data-squad="潞州04"]');

  await test.step("a phone that is nearly empty and gives no positions is marked on its tile and told on its card", async () => {
    await report({ battery: 0.12 }, [NEARBY]);
    await report({ gps: "denied" });
    await expect(tile).toHaveAttribute("data-trouble", "lowBattery noGps", { timeout: 15_000 });
    await tile.click();
    await expect(desk.getByText("手机电量低，仅剩 12%")).toBeVisible();
    await expect(desk.locator('aside [data-trouble="noGps"]')).toHaveText("手机无定位");
    await shoot(desk, "trouble");
    await report({ battery: 0.8 }, [NEARBY]);
    await expect(tile).not.toHaveAttribute("data-trouble", /./);
  });

  await test.step("a tracker is entered, shown its address, heard and taken out", async () => {
    await desk.locator('[data-act="trackers"]').click();
    const sheet = desk.locator('[data-sheet="trackers"]');
    await sheet.locator('[data-act="add-tracker"]').click();
    await sheet.locator('[data-field="name"]').fill("晋D·1234警 车载终端");
    await sheet.getByRole("button", { name: "登记设备" }).last().click();
    const token = await sheet.locator("[data-token]").textContent();
    await expect(sheet.getByRole("img", { name: "地址" })).toBeVisible();
    await shoot(desk, "tracker");
    const heard = await field.request.get(
      `${on.urls[0]}/t/${token}?lat=36.195&lon=113.114&accuracy=8&batt=15`,
    );
    expect(heard.ok()).toBe(true);
    await expect(sheet.getByText("电量 15%")).toBeVisible({ timeout: 20_000 });
    await sheet.locator('[data-act="take-out"]').click();
    await sheet.locator('[data-act="take-out-now"]').click();
    await expect(sheet.getByText(/^已停用/).first()).toBeVisible();
    expect((await field.request.get(`${on.urls[0]}/t/${token}?lat=36.195&lon=113.114`)).status()).toBe(404);
    await sheet.locator('[data-act="close-trackers"]').click();
  });

  await test.step("its past track lies on the map for who says why", async () => {
    await report(
      {},
      [1, 2, 3, 4, 5].map((n) => ({ ...NEARBY, longitude: NEARBY.longitude + n * 0.0001 })),
    );
    await desk.locator('[data-act="track"]').click();
    const form = desk.locator('[data-form="track"]');
    await expect(form.getByRole("button", { name: "查看轨迹" })).toBeDisabled();
    await form.locator('[data-field="reason"]').fill("核对处置经过");
    await form.getByRole("button", { name: "查看轨迹" }).click();
    await expect(form.locator("[data-track]")).toContainText(/共 [5-9] 个定位/);
    await shoot(desk, "track");
  });

  await test.step("the proof of arrival follows the track, in the drawer, with its place in the chain", async () => {
    const there = deskOf(office.request, on);
    const caseId = await there.send(id, "预付卡商家拒绝退款");
    for (const command of [
      { type: "ack-directive" },
      { type: "respond", mode: "onSite", text: "马上到场" },
      { type: "depart" },
      { type: "arrive", how: "manual", point: { lon: SCENE.longitude, lat: SCENE.latitude } },
    ])
      await crew.say(caseId, command);
    await desk.locator("[data-lane=all]").click();
    await desk.locator(`.row[data-case="${caseId}"]`).click();
    const proof = desk.locator("[data-proof]");
    await expect(proof).toContainText("证明待轨迹传齐后出具");
    await report({}, [SCENE, SCENE]);
    await expect(proof.locator("[data-link]")).toHaveCount(1, { timeout: 30_000 });
    await expect(proof).toContainText("分队人工确认");
    await proof.locator('[data-act="verify-chain"]').click();
    await expect(proof.locator("[data-verdict]")).toContainText("首尾相接");
    await proof.scrollIntoViewIfNeeded();
    await shoot(desk, "proof");
  });
});
