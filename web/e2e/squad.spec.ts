import { type BrowserContext, chromium, expect, type Page, test } from "@playwright/test";
import { clockOn, desk, keptForOffline, NEARBY, openPhone, PHONE, ready } from "./phone.ts";
import { system } from "./system.ts";

const shots = process.env.OPSMAP_SHOTS;
const shoot = async (page: Page, name: string) => {
  if (shots) await page.screenshot({ path: `${shots}/squad-${name}.png` });
};

/** A photo as a phone's camera makes it: large, and different from every other one. */
async function photo(page: Page, seed: number): Promise<Buffer> {
  const base64 = await page.evaluate(async (n) => {
    const canvas = Object.assign(document.createElement("canvas"), { width: 2400, height: 1800 });
    const context = canvas.getContext("2d") as CanvasRenderingContext2D;
    for (let i = 0; i < 4000; i++) {
      context.fillStyle = `hsl(${(i * 37 + n * 91) % 360} 70% ${30 + (i % 50)}%)`;
      context.fillRect((i * 7919) % 2400, (i * 104729) % 1800, 60, 40);
    }
    return canvas.toDataURL("image/jpeg", 0.95).split(",")[1] ?? "";
  }, seed);
  return Buffer.from(base64, "base64");
}

async function move(context: BrowserContext, page: Page, step: number) {
  await context.setGeolocation({
    longitude: NEARBY.longitude + step * 0.0006,
    latitude: NEARBY.latitude,
    accuracy: 9,
  });
  // the filter takes one fix in four seconds on the way
  await page.waitForTimeout(4_300);
}

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
    const query = new URLSearchParams({
      from: new Date(offlineAt).toISOString(),
      to: new Date(backAt).toISOString(),
      reason: "核对补传轨迹",
    });
    const squad = (await there.squad("潞州11"))?.id;
    const track = async () => (await there.get(`/api/squads/${squad}/track?${query}`)).fixes;
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
  await test.step("the photo, once", async () => {
    await expect.poll(async () => (await there.detail(id)).evidence?.length, { timeout: 30_000 }).toBe(1);
    const [evidence] = (await there.detail(id)).evidence;
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

test("a step taken back within five seconds never happened", async ({ browser }) => {
  const on = system();
  const context = await browser.newContext(PHONE);
  const phone = await openPhone(context, on, "潞州12");
  await clockOn(phone);
  const county = await browser.newContext();
  const there = desk(county.request, on);
  await there.signIn();
  const id = await there.send((await there.squad("潞州12"))?.id ?? "", "购买的手机拒绝退货");
  await respond(phone);
  await phone.getByRole("button", { name: "出 发" }).click();
  await phone.getByRole("button", { name: /撤销/ }).click();
  await expect(phone.getByRole("button", { name: "出 发" })).toBeVisible();
  await phone.waitForTimeout(5_500);
  const { card, timeline } = await there.detail(id);
  expect(card.fast).toBe("responded");
  expect(timeline.map((e: { type: string }) => e.type)).not.toContain("squad-en-route");

  await test.step("two tabs of the phone show the same queue and report a step once", async () => {
    const second = await context.newPage();
    await second.goto(phone.url());
    await ready(second);
    await context.setOffline(true);
    await phone.getByRole("button", { name: "出 发" }).click();
    await expect(second.getByText(/出发」将于|1 项未上报/)).toBeVisible();
    await expect(second.getByRole("button", { name: "到达现场" })).toBeVisible();
    await phone.waitForTimeout(5_200);
    await context.setOffline(false);
    await expect.poll(async () => (await there.detail(id)).card.fast, { timeout: 40_000 }).toBe("enRoute");
    for (const tab of [phone, second]) await expect(tab.getByText(/未上报|正在上报/)).toHaveCount(0);
    const departed = (await there.detail(id)).timeline.filter(
      (e: { type: string }) => e.type === "squad-en-route",
    );
    expect(departed).toHaveLength(1);
    await second.close();
  });

  await there.say(id, { type: "cancel-directive", reason: "双方已自行和解" });
  await clockOff(phone);
  await context.close();
  await county.close();
});

test("a refused position explains itself, and works once it is allowed", async ({ browser }) => {
  const on = system();
  const context = await browser.newContext({ ...PHONE, permissions: [] });
  const phone = await openPhone(context, on, "潞州13");
  await clockOn(phone);
  const help = phone.getByRole("dialog", { name: "定位权限未开启" });
  await expect(help).toBeVisible({ timeout: 20_000 });
  await expect(help.getByText("手机 设置 → 位置信息", { exact: false })).toBeVisible();
  await shoot(phone, "help-denied");
  await context.grantPermissions(["geolocation"]);
  await help.getByRole("button", { name: "重新定位" }).click();
  await expect(phone.getByText("±9m")).toBeVisible({ timeout: 20_000 });
  await clockOff(phone);
  await context.close();
});

test("inside WeChat the phone says to open the page elsewhere", async ({ browser }) => {
  const on = system();
  const agent =
    "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/126.0 Mobile MicroMessenger/8.0.50";
  const context = await browser.newContext({ ...PHONE, userAgent: agent });
  const phone = await openPhone(context, on, "潞州13");
  await expect(phone.getByRole("dialog", { name: "请在系统浏览器中打开" })).toBeVisible();
  await shoot(phone, "help-wechat");
  await phone.getByRole("button", { name: "仍继续使用" }).click();
  await expect(phone.getByRole("button", { name: "上 勤" })).toBeVisible();
  await context.close();
});

test("a jump and a vague fix never reach the map, and going off duty takes the marker away at once", async ({
  browser,
}) => {
  test.setTimeout(150_000);
  const on = system();
  const console = await browser.newContext({ viewport: { width: 1600, height: 900 } });
  const board = await console.newPage();
  await board.goto(`${on.urls[0]}/demo/${on.demoKey}/county`);
  await ready(board);
  const where = () => board.evaluate(() => window.__opsmapSquadAt?.("潞州14"));
  const near = (longitude: number) => ({
    lon: expect.closeTo(longitude, 4),
    lat: expect.closeTo(NEARBY.latitude, 4),
  });

  const context = await browser.newContext(PHONE);
  const phone = await openPhone(context, on, "潞州14");
  await clockOn(phone);
  // a real phone never lies quite still: without a change the browser says nothing
  const standAt = async (longitude: number) => {
    let tremble = 0;
    await expect
      .poll(
        async () => {
          tremble += 1e-6;
          await context.setGeolocation({ ...NEARBY, longitude: longitude + tremble, accuracy: 9 });
          return where();
        },
        { timeout: 40_000, intervals: [1_000] },
      )
      .toEqual(near(longitude));
  };
  await standAt(NEARBY.longitude + 0.0004);

  await context.setGeolocation({ longitude: 116.4, latitude: 39.9, accuracy: 9 });
  await phone.waitForTimeout(3_000);
  await context.setGeolocation({ ...NEARBY, longitude: NEARBY.longitude + 0.01, accuracy: 900 });
  await phone.waitForTimeout(9_000);
  expect(await where()).toEqual(near(NEARBY.longitude + 0.0004));
  // the line is alive: a believable move does arrive
  await standAt(NEARBY.longitude + 0.0012);

  await phone.getByRole("button", { name: "下勤" }).click();
  await expect.poll(where, { timeout: 5_000, intervals: [100] }).toBeUndefined();
  await expect(phone.getByText("已下勤")).toBeVisible();
  await expect(phone.getByText("未共享")).toBeVisible();
  await context.close();
  await console.close();
});

test("a second phone of the account takes over, and the first one says so and can take it back", async ({
  browser,
}) => {
  const on = system();
  const [one, other] = [await browser.newContext(PHONE), await browser.newContext(PHONE)];
  const first = await openPhone(one, on, "潞州15");
  await clockOn(first);
  const second = await openPhone(other, on, "潞州15");
  await expect(first.getByText(/另一台手机/)).toBeVisible({ timeout: 20_000 });
  await expect(first.getByText("未共享")).toBeVisible();
  await shoot(first, "displaced");
  await expect(second.getByText(/另一台手机/)).toHaveCount(0);
  await first.getByRole("button", { name: "在本机继续" }).click();
  await expect(second.getByText(/另一台手机/)).toBeVisible({ timeout: 20_000 });
  await expect(first.getByText(/另一台手机/)).toHaveCount(0);
  await clockOff(first);
  await one.close();
  await other.close();
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

test("opened without https the page says what it cannot do, and still works as far as it can", async () => {
  const on = system();
  const own = await chromium.launch({
    executablePath: process.env.OPSMAP_CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--host-resolver-rules=MAP opsmap.test 127.0.0.1"],
  });
  const phone = await (await own.newContext(PHONE)).newPage();
  const plain = on.urls[0].replace("127.0.0.1", "opsmap.test");
  await phone.goto(`${plain}/demo/${on.demoKey}/squad?squad=${encodeURIComponent("潞州13")}`);
  await ready(phone);
  await expect(phone.getByRole("dialog", { name: "本页不是安全连接" })).toBeVisible();
  await shoot(phone, "help-insecure");
  await phone.getByRole("button", { name: "仍继续使用" }).click();
  await clockOn(phone);
  await phone.getByRole("button", { name: "仍继续使用" }).click();
  await expect(phone.getByText("非安全连接")).toBeVisible();
  await clockOff(phone);
  await own.close();
});

async function respond(phone: Page) {
  await phone.getByRole("button", { name: "接 令" }).click({ timeout: 20_000 });
  await phone.getByRole("button", { name: "告知处理方式" }).click();
  await phone.locator("dialog button.send").click();
}

async function clockOff(phone: Page) {
  await phone.getByRole("button", { name: "下勤" }).click();
  await expect(phone.getByText("已下勤")).toBeVisible();
}

test("photos and signatures are kept until uploaded, and a form outlives a reload", async ({ browser }) => {
  test.setTimeout(120_000);
  const on = system();
  const context = await browser.newContext(PHONE);
  const phone = await openPhone(context, on, "潞州16");
  await clockOn(phone);
  const county = await browser.newContext();
  const there = desk(county.request, on);
  await there.signIn();
  const id = await there.send((await there.squad("潞州16"))?.id ?? "", "购买的家电质量问题拒绝退换");
  await respond(phone);
  await phone.getByRole("button", { name: "出 发" }).click();
  await phone.getByRole("button", { name: "到达现场" }).click();
  await phone.getByLabel("情况说明").fill("已到店");
  await phone.getByRole("button", { name: "确认到场" }).click();
  await expect.poll(async () => (await there.detail(id)).card.fast, { timeout: 30_000 }).toBe("onScene");

  await phone.getByRole("button", { name: "取证" }).click();
  for (const n of [1, 2])
    await phone
      .locator("input[type=file]")
      .setInputFiles({ name: `${n}.jpg`, mimeType: "image/jpeg", buffer: await photo(phone, n) });
  for (const who of ["消费者签字", "经营者签字"]) {
    await phone.getByRole("button", { name: who }).click();
    await sign(phone);
    await shoot(phone, "signature");
    await phone.getByRole("button", { name: "确认签字" }).click();
  }
  await expect
    .poll(async () => (await there.detail(id)).evidence?.map((e: { kind: string }) => e.kind), {
      timeout: 30_000,
    })
    .toEqual(["photo", "photo", "signatureConsumer", "signatureMerchant"]);
  await expect(phone.locator("figure.open, button.open")).toHaveCount(0, { timeout: 10_000 });
  await shoot(phone, "evidence");
  for (const { id: one } of (await there.detail(id)).evidence) {
    const image = await county.request.get(`${on.urls[0]}/api/cases/${id}/evidence/${one}`);
    expect(image.headers()["content-type"]).toBe("image/jpeg");
    expect((await image.body()).byteLength).toBeLessThanOrEqual(300 * 1024);
  }
  await phone.getByRole("button", { name: "取消" }).click();

  await phone.getByRole("button", { name: "办 结" }).click();
  await phone.getByLabel("调解协议内容").fill("商家当场退款并致歉");
  await phone.getByLabel("挽回损失（元）").fill("1,860.50");
  await shoot(phone, "close");
  await phone.reload();
  await ready(phone);
  await phone.getByRole("button", { name: "办 结" }).click();
  await expect(phone.getByLabel("调解协议内容")).toHaveValue("商家当场退款并致歉");
  for (const box of await phone.locator(".checks input[type=checkbox]").all()) await box.check();
  await phone.locator("dialog button.send").click();
  await expect
    .poll(async () => (await there.detail(id)).card.recoveredAmount, { timeout: 20_000 })
    .toBe(1860.5);

  await test.step("what is still owed its feedback waits beside the next job", async () => {
    await phone.getByRole("button", { name: "返回待命" }).click({ timeout: 20_000 });
    await expect
      .poll(async () => (await there.squad("潞州16"))?.state, { timeout: 20_000 })
      .toBe("available");
    const next = await there.send((await there.squad("潞州16"))?.id ?? "", "餐馆拒绝退还押金");
    await expect(phone.getByRole("button", { name: "接 令" })).toBeVisible({ timeout: 20_000 });
    await expect(phone.getByText("待反馈购买的家电质量问题拒绝退换")).toBeVisible();
    await shoot(phone, "owed");
    await there.say(next, { type: "cancel-directive", reason: "双方已自行和解" });
    await phone.getByRole("button", { name: "反 馈" }).click({ timeout: 20_000 });
    await phone.locator("dialog button.send").click();
    await expect
      .poll(async () => (await there.detail(id)).card.workflow, { timeout: 20_000 })
      .toBe("fedBack");
  });
  await clockOff(phone);
  await context.close();
  await county.close();
});

test("a call for help waits for the network, says so, and is heard; a conversation goes both ways", async ({
  browser,
}) => {
  test.setTimeout(120_000);
  const on = system();
  const context = await browser.newContext({ ...PHONE, colorScheme: "dark" });
  const phone = await openPhone(context, on, "潞州10");
  await clockOn(phone);
  await phone.getByRole("button", { name: "设置" }).click();
  await phone.getByText("深色").click();
  await phone.getByRole("button", { name: "取消" }).click();
  const county = await browser.newContext();
  const there = desk(county.request, on);
  await there.signIn();
  const sos = async () => (await there.squad("潞州10"))?.sos;

  await context.setOffline(true);
  await hold(phone, 400);
  await expect(phone.getByText("按住 1.5 秒", { exact: false })).toBeVisible();
  await hold(phone, 1_700);
  await expect(phone.getByText("正在发出求助").or(phone.getByText("求助尚未发出"))).toBeVisible();
  await expect(phone.getByText("求助尚未发出", { exact: false })).toBeVisible({ timeout: 40_000 });
  await expect(phone.getByRole("link", { name: "110", exact: true })).toHaveAttribute("href", "tel:110");
  await shoot(phone, "sos-offline");
  expect(await sos()).toBeUndefined();
  await context.setOffline(false);
  await expect
    .poll(sos, { timeout: 40_000 })
    .toMatchObject({ at: expect.any(String), by: expect.any(String) });
  await expect(phone.getByText("调度台已收到", { exact: false })).toBeVisible({ timeout: 20_000 });
  await shoot(phone, "sos-sent");
  await phone.getByRole("button", { name: "解除" }).click();
  await expect.poll(sos, { timeout: 20_000 }).toBeUndefined();

  const squad = (await there.squad("潞州10"))?.id ?? "";
  await there.post(`/api/squads/${squad}/messages`, { id: crypto.randomUUID(), text: "请注意现场安全" });
  await expect(phone.getByText("调度：请注意现场安全")).toBeVisible({ timeout: 20_000 });
  await phone.getByRole("button", { name: /^对话/ }).click();
  await expect(phone.getByRole("log").getByText("请注意现场安全")).toBeVisible();
  await phone.getByRole("button", { name: "收到", exact: true }).click();
  const talk = () => there.get(`/api/squads/${squad}/messages`);
  await expect.poll(async () => (await talk()).readBy.squad, { timeout: 20_000 }).toBe(1);
  await expect
    .poll(async () => (await talk()).messages.map((m: { side: string; text: string }) => [m.side, m.text]))
    .toEqual([
      ["dispatch", "请注意现场安全"],
      ["squad", "收到"],
    ]);
  await expect(phone.getByText("已送达", { exact: false })).toBeVisible({ timeout: 20_000 });
  await there.post(`/api/squads/${squad}/messages/read`, { upTo: 2 });
  await expect(phone.getByText("已读", { exact: false })).toBeVisible({ timeout: 20_000 });
  await shoot(phone, "chat");
  await phone.getByRole("button", { name: "取消" }).click();
  await clockOff(phone);
  await context.close();
  await county.close();
});

/** A finger on the help button for so long. */
async function hold(phone: Page, ms: number) {
  const box = await phone.getByRole("button", { name: "按住求助" }).boundingBox();
  if (!box) throw new Error("no button to hold");
  await phone.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await phone.mouse.down();
  await phone.waitForTimeout(ms);
  await phone.mouse.up();
}

async function sign(phone: Page) {
  const box = await phone.locator("dialog canvas").boundingBox();
  if (!box) throw new Error("no pad to sign on");
  for (const [from, to] of [
    [0.2, 0.5],
    [0.4, 0.8],
  ] as const) {
    await phone.mouse.move(box.x + box.width * from, box.y + box.height * 0.3);
    await phone.mouse.down();
    await phone.mouse.move(box.x + box.width * to, box.y + box.height * 0.7, { steps: 8 });
    await phone.mouse.up();
  }
}
