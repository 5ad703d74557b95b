import { type BrowserContext, expect, type Page, test } from "@playwright/test";
import { clockOn, desk, keptForOffline, NEARBY, openPhone, PHONE, ready, SCENE } from "./phone.ts";
import { type System, startSystem } from "./system.ts";

const shots = process.env.OPSMAP_SHOTS;
const shoot = async (page: Page, name: string) => {
  if (shots) await page.screenshot({ path: `${shots}/squad-${name}.png` });
};

let on: System;
let stop: () => Promise<void>;
test.beforeAll(async () => {
  ({ system: on, stop } = await startSystem("--set", "Arrival__Dwell=00:10:00"));
});
test.afterAll(() => stop());

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
  test.setTimeout(240_000);
  const context = await browser.newContext(PHONE);
  const office = desk(context.request, on);
  const phone = await openPhone(context, on, "潞州03");
  await clockOn(phone);
  await keptForOffline(phone);
  const county = await browser.newContext();
  const there = desk(county.request, on);
  await there.signIn();
  const squad = await there.squad("潞州03");
  const id = await there.send(squad?.id ?? "", "预付卡商家拒绝退款");
  void office;

  await expect(phone.getByRole("button", { name: "接 令" })).toBeVisible({ timeout: 20_000 });
  await shoot(phone, "accept");
  await phone.getByRole("button", { name: "接 令" }).click();
  await phone.getByRole("button", { name: "告知处理方式" }).click();
  await phone.locator("dialog button.send").click();
  await phone.getByRole("button", { name: "出 发" }).click();
  await shoot(phone, "enroute-undo");
  await expect.poll(async () => (await there.detail(id)).card.fast, { timeout: 20_000 }).toBe("enRoute");

  await context.setOffline(true);
  const offlineAt = Date.now();
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
  await phone.getByRole("button", { name: "处置完毕" }).click();
  await phone.locator("dialog button.send").click();
  const pressedBy = Date.now();

  await test.step("a reload without a network opens the page with what it knew", async () => {
    await phone.reload();
    await ready(phone);
    await expect(phone.getByText(/离线 · 数据为 \d\d:\d\d/)).toBeVisible();
    await expect(phone.getByText("预付卡商家拒绝退款")).toBeVisible();
    await expect(phone.getByText(/3 项未上报/)).toBeVisible({ timeout: 15_000 });
    await shoot(phone, "offline-reload");
  });

  await test.step("nothing of it has reached the server", async () => {
    expect((await there.detail(id)).card.fast).toBe("enRoute");
  });

  await context.setOffline(false);
  await expect.poll(async () => (await there.detail(id)).card.fast, { timeout: 60_000 }).toBe("sceneDone");
  await test.step("steps in order, with the instants of the presses", async () => {
    const { timeline } = await there.detail(id);
    const types = timeline.map((e: { type: string }) => e.type);
    expect(types.filter((type: string) => type === "arrived-on-scene")).toHaveLength(1);
    expect(types.indexOf("scene-finished")).toBeGreaterThan(types.indexOf("arrived-on-scene"));
    for (const type of ["arrived-on-scene", "scene-finished"]) {
      const entry = timeline.find((e: { type: string }) => e.type === type);
      const claimed = Date.parse(entry.disbelieved ?? entry.occurredAt);
      expect(claimed, type).toBeGreaterThan(offlineAt);
      expect(claimed, type).toBeLessThan(pressedBy);
      expect(entry.signed, type).toBe(true);
    }
  });
  await test.step("the photo, once", async () => {
    await expect.poll(async () => (await there.detail(id)).evidence?.length, { timeout: 30_000 }).toBe(1);
    const [evidence] = (await there.detail(id)).evidence;
    const image = await county.request.get(`${on.urls[0]}/api/cases/${id}/evidence/${evidence.id}`);
    expect(image.headers()["content-type"]).toBe("image/jpeg");
    expect((await image.body()).byteLength).toBeLessThanOrEqual(300 * 1024);
  });
  await context.close();
  await county.close();
});
void SCENE;
