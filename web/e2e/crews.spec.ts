import { expect, type Page, test } from "@playwright/test";
import { clockOn, desk as deskOf, openPhone, PHONE, ready, seenFree } from "./phone.ts";
import { type System, startSystem } from "./system.ts";

const shots = process.env.OPSMAP_SHOTS;
const shoot = async (page: Page, name: string) => {
  if (shots) await page.screenshot({ path: `${shots}/crews-${name}.png` });
};

let on: System;
let stop: () => Promise<void>;
test.beforeAll(async () => {
  ({ system: on, stop } = await startSystem());
});
test.afterAll(() => stop());

test("a crew that calls for help is seen and heard on the console, talked to, and the hour is replayed", async ({
  browser,
}) => {
  test.setTimeout(240_000);
  const office = await browser.newContext({ viewport: { width: 1920, height: 1080 } });
  const desk = await office.newPage();
  await desk.goto(`${on.urls[0]}/demo/${on.demoKey}/county`);
  await ready(desk);
  await desk.evaluate(() => {
    const heard: string[] = [];
    Object.assign(window, { heard });
    document.addEventListener("opsmap:sound", (event) => heard.push((event as CustomEvent<string>).detail));
  });

  const field = await browser.newContext(PHONE);
  const phone = await openPhone(field, on, "潞州03");
  await clockOn(phone);
  await seenFree(desk, field, "潞州03");
  const crew = deskOf(field.request, on);
  const squad = await deskOf(office.request, on).squad("潞州03");
  const path = `/api/squads/${squad?.id}`;
  const began = Date.now();

  await test.step("SOS: a band, a sound, a red tile, until somebody says what was done", async () => {
    await crew.post(`${path}/commands`, {
      commandId: crypto.randomUUID(),
      command: { type: "raise-sos", note: "被多人围堵" },
    });
    const call = desk.locator('[data-sos="潞州03"]');
    await expect(call).toContainText("被多人围堵");
    await expect
      .poll(() => desk.evaluate(() => (window as unknown as { heard: string[] }).heard))
      .toContain("sos");
    await expect(desk.locator('[data-squad="潞州03"]')).toHaveClass(/sos/);
    await shoot(desk, "sos");
    await call.getByRole("button", { name: "解除" }).click();
    await call.getByLabel("处置情况（必填）").fill("已请派出所到场，人员安全");
    await call.locator("form").getByRole("button", { name: "解除" }).click();
    await expect(call).toHaveCount(0);
  });

  await test.step("messages go both ways, and each side sees what the other has read", async () => {
    await crew.post(`${path}/messages`, { id: crypto.randomUUID(), text: "现场已平静" });
    await expect(desk.locator('[data-act="unread"]')).toBeVisible();
    await desk.locator('[data-act="unread"]').click();
    await expect(desk.getByText("现场已平静")).toBeVisible();
    await expect(desk.locator('[data-act="unread"]')).toHaveCount(0);
    await desk.getByLabel("发给 潞州03").fill("收到，注意安全");
    await desk.keyboard.press("Enter");
    await expect(desk.locator('article.dispatch[data-message="2"]')).toContainText("收到，注意安全");
    await crew.post(`${path}/messages/read`, { upTo: 2 });
    await expect(desk.locator('article.dispatch[data-message="2"]')).toContainText("已读");
    await shoot(desk, "chat");
  });

  const ended = Date.now();
  await test.step("the replay shows the minute of the call as it was", async () => {
    const past = await office.newPage();
    await past.goto(`${on.urls[0]}/console?replay`);
    await past.locator('[data-field="reason"]').fill("复盘紧急求助处置");
    await past.getByRole("button", { name: "载入" }).click();
    await expect(past.locator("[data-replay-at]")).toBeVisible({ timeout: 30_000 });
    // half an hour ago this system did not exist
    await expect(past.locator('[data-squad="潞州03"]')).toHaveCount(0);
    const slider = past.getByLabel("回放时刻");
    const seek = (t: number) =>
      slider.evaluate((input: HTMLInputElement, to) => {
        input.value = String(to);
        input.dispatchEvent(new Event("input"));
      }, t);
    const call = past.locator('[data-sos="潞州03"]');
    // the call lasted seconds: walk over them
    let seen = false;
    for (let t = began - 1000; t <= ended + 1000 && !seen; t += 500) {
      await seek(t);
      seen = (await call.count()) === 1;
    }
    expect(seen, "the call was seen in the replay").toBe(true);
    await expect(past.locator('[data-squad="潞州03"]')).toHaveClass(/sos/);
    await shoot(past, "replay");
    await seek(ended);
    await expect(call).toHaveCount(0);
    await expect(past.locator('[data-squad="潞州03"]')).toHaveAttribute("data-status", "free");
    await seek(began - 25 * 60_000);
    await expect(past.locator('[data-squad="潞州03"]')).toHaveCount(0);
    await expect(past.getByRole("button", { name: /派 / })).toHaveCount(0);
  });
  await office.close();
  await field.close();
});
