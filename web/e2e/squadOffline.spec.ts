import { type BrowserContext, expect, type Page, test } from "@playwright/test";
import {
  clockOff,
  clockOn,
  desk,
  keptForOffline,
  NEARBY,
  openPhone,
  PHONE,
  photo,
  ready,
  respond,
  shoot,
} from "./phone.ts";
import { system } from "./system.ts";

test("offline: four fixes, two steps and a photo outlive a reload, and reach the server once, in order, with their own times", async ({
  browser,
}) => {
  test.setTimeout(300_000);
  const on = system();
  const context = await browser.newContext(PHONE);
  const phone = await openPhone(context, on, "潞州11");
  await clockOn(phone);
  await keptForOffline(phone);
  const county = await browser.newContext();
  const there = desk(county.request, on);
  await there.signIn();
  const id = await there.send((await there.squad("潞州11"))?.id ?? "", "预付卡商家拒绝退款");
  await expect(phone.getByRole("button", { name: "接 令" })).toBeVisible({ timeout: 20_000 });
  await shoot(phone, "accept");
  await respond(phone);
  await expect.poll(async () => (await there.detail(id)).card.fast, { timeout: 20_000 }).toBe("responded");
  const sent: { seq: number }[] = [];
  context.on("request", (request) => {
    if (request.url().endsWith("/api/squad/track")) sent.push(...request.postDataJSON().fixes);
  });

  await context.setOffline(true);
  const offlineAt = Date.now();
  await phone.getByRole("button", { name: "出 发" }).click();
  await shoot(phone, "enroute-undo");
  for (let step = 1; step <= 4; step++) await move(context, phone, step);
  await phone.getByRole("button", { name: "到达现场" }).click();
  await phone.getByLabel("情况说明").fill("已到店，室内信号弱");
  await phone.getByRole("button", { name: "确认到场" }).click();
  await phone.getByRole("button", { name: "取证" }).click();
  await phone
    .locator("input[type=file]")
    .setInputFiles({ name: "1.jpg", mimeType: "image/jpeg", buffer: await photo(phone, 1) });
  await expect(phone.locator("figure.open")).toHaveCount(1, { timeout: 20_000 });
  await shoot(phone, "evidence-offline");
  await phone.getByRole("button", { name: "取消" }).click();
  await expect(phone.getByText(/离线 · 数据为 \d\d:\d\d/)).toBeVisible({ timeout: 40_000 });

  await test.step("a reload without a network opens the page with what it knew", async () => {
    await phone.reload();
    await ready(phone);
    await expect(phone.getByText(/离线 · 数据为 \d\d:\d\d/)).toBeVisible();
    await expect(phone.getByText("预付卡商家拒绝退款")).toBeVisible();
    await expect(phone.getByText(/3 项未上报/)).toBeVisible({ timeout: 15_000 });
    await expect(phone.getByRole("button", { name: "办 结" })).toBeVisible();
    await shoot(phone, "offline-reload");
    expect((await there.detail(id)).card.fast).toBe("responded");
  });

  // long enough for the server to call it a silence, and the steps late
  await phone.waitForTimeout(Math.max(0, offlineAt + 95_000 - Date.now()));
  const backAt = Date.now();
  sent.length = 0;
  await context.setOffline(false);
  await expect.poll(async () => (await there.detail(id)).card.fast, { timeout: 60_000 }).toBe("onScene");
  await test.step("steps in order, with the instants of the presses, believed because they are signed", async () => {
    const { timeline } = await there.detail(id);
    const types = timeline.map((e: { type: string }) => e.type);
    expect(types.filter((type: string) => type === "squad-en-route")).toHaveLength(1);
    expect(types.filter((type: string) => type === "arrived-on-scene")).toHaveLength(1);
    expect(types.indexOf("arrived-on-scene")).toBeGreaterThan(types.indexOf("squad-en-route"));
    for (const type of ["squad-en-route", "arrived-on-scene"]) {
      const entry = timeline.find((e: { type: string }) => e.type === type);
      expect(entry, type).toMatchObject({ signed: true, late: true });
      expect(entry.disbelieved, type).toBeUndefined();
      expect(Date.parse(entry.occurredAt), type).toBeGreaterThan(offlineAt - 1_000);
      expect(Date.parse(entry.occurredAt), type).toBeLessThan(backAt - 20_000);
    }
    await expect(phone.getByText("补传")).toHaveCount(2, { timeout: 20_000 });
    await shoot(phone, "late");
  });
  await test.step("the fixes of the silence, once, in order, with their own times", async () => {
    const asked = {
      from: new Date(offlineAt).toISOString(),
      to: new Date(backAt).toISOString(),
      reason: "核对补传轨迹",
    };
    const squad = (await there.squad("潞州11"))?.id;
    const track = async () => (await there.post(`/api/squads/${squad}/track`, asked)).fixes;
    const moves = [1, 2, 3, 4].map((step) => expect.closeTo(NEARBY.longitude + step * 0.0006, 5));
    await expect
      .poll(async () => (await track()).map((fix: { lon: number }) => fix.lon), { timeout: 30_000 })
      .toEqual(expect.arrayContaining(moves));
    const fixes: { at: string; lon: number; lateS?: number }[] = await track();
    const times = fixes.map((fix) => Date.parse(fix.at));
    expect(times).toEqual([...new Set(times)].sort((one, other) => one - other));
    const places = fixes.map((fix) => fix.lon);
    expect(places).toEqual([...places].sort((one, other) => one - other));
    expect(fixes[0]?.lateS).toBeGreaterThan(60);
    const numbers = sent.map((fix) => fix.seq);
    expect(numbers).toEqual([...new Set(numbers)].sort((one, other) => one - other));
  });
  await test.step("the photo, once, and believed because it is signed", async () => {
    await expect.poll(async () => (await there.detail(id)).evidence?.length, { timeout: 30_000 }).toBe(1);
    const { timeline, evidence: pictures } = await there.detail(id);
    const added = timeline.filter((e: { type: string }) => e.type === "evidence-added");
    expect(added).toHaveLength(1);
    expect(added[0]).toMatchObject({ signed: true, late: true });
    expect(added[0].disbelieved).toBeUndefined();
    const [evidence] = pictures;
    const image = await county.request.get(`${on.urls[0]}/api/cases/${id}/evidence/${evidence.id}`);
    expect(image.headers()["content-type"]).toBe("image/jpeg");
    expect((await image.body()).byteLength).toBeLessThanOrEqual(300 * 1024);
    expect(Date.parse(evidence.takenAt)).toBeLessThan(backAt - 20_000);
  });
  await there.say(id, { type: "cancel-directive", reason: "双方已自行和解" });
  await clockOff(phone);
  await context.close();
  await county.close();
});

test("the phone keeps the page and opens it cold without a network; nothing else is answered from what it keeps", async ({
  browser,
}) => {
  const on = system();
  const context = await browser.newContext(PHONE);
  const first = await openPhone(context, on, "潞州13");
  await keptForOffline(first);
  const worker = await first.request.get(`${on.urls[0]}/squad-worker.js`);
  expect(worker.headers()).toMatchObject({
    "content-type": expect.stringContaining("javascript"),
    "cache-control": "no-cache",
    "content-security-policy": expect.stringContaining("default-src 'self'"),
  });
  const manifest = await first.request.get(`${on.urls[0]}/squad.webmanifest`);
  expect(manifest.headers()["content-type"]).toContain("application/manifest+json");
  const { start_url, scope, icons } = await manifest.json();
  expect([start_url, scope]).toEqual(["/squad", "/squad"]);
  for (const { src, type } of icons)
    expect((await first.request.get(`${on.urls[0]}${src}`)).headers()["content-type"]).toContain(type);
  const kept = await first.evaluate(async () => {
    const names = await caches.keys();
    const all = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
    return all.flat().map((request) => new URL(request.url).pathname);
  });
  expect(kept).toContain("/squad");
  expect(kept.filter((path) => path.startsWith("/api") || path.startsWith("/console"))).toEqual([]);
  const other = await context.newPage();
  await other.goto(`${on.urls[0]}/`);
  expect(await other.evaluate(() => navigator.serviceWorker.controller)).toBeNull();
  await other.close();
  await first.close();

  await context.setOffline(true);
  const cold = await context.newPage();
  await cold.goto(`${on.urls[0]}/squad`);
  await ready(cold);
  await expect(cold.getByText(/离线 · 数据为/)).toBeVisible();
  await expect(cold.getByText("潞州13 分队")).toBeVisible();
  // every part that opens later is there as well
  await cold.getByRole("button", { name: "位置与网络" }).click();
  await expect(cold.getByText("离线启动：已就绪")).toBeVisible();
  await shoot(cold, "help-sheet");
  await cold.getByRole("button", { name: "安装到桌面" }).click();
  await expect(cold.getByRole("dialog", { name: "安装到桌面" })).toBeVisible();
  await cold.getByRole("button", { name: "仍继续使用" }).click();

  await test.step("who signs out leaves nothing to be seen without a network", async () => {
    await context.setOffline(false);
    await expect(cold.getByText("在线")).toBeVisible({ timeout: 30_000 });
    await cold.getByRole("button", { name: "取消" }).click();
    await cold.getByRole("button", { name: "设置" }).click();
    await cold.getByRole("button", { name: "退出登录" }).click();
    await expect(cold).not.toHaveURL(/squad$/);
    await context.setOffline(true);
    const after = await context.newPage();
    await after.goto(`${on.urls[0]}/squad`);
    await expect(after.getByText("连不上服务器")).toBeVisible();
    await expect(after.getByText("潞州13")).toHaveCount(0);
  });
  await context.close();
});

async function move(context: BrowserContext, page: Page, step: number) {
  await context.setGeolocation({
    longitude: NEARBY.longitude + step * 0.0006,
    latitude: NEARBY.latitude,
    accuracy: 9,
  });
  // the filter takes one fix in four seconds on the way
  await page.waitForTimeout(4_300);
}
