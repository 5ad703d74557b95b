import { expect, type Page, test } from "@playwright/test";
import { clockOn, desk as deskOf, openPhone, PHONE, ready, SCENE, seenFree } from "./phone.ts";
import { type System, startSystem } from "./system.ts";

const shots = process.env.OPSMAP_SHOTS;
const shoot = async (page: Page, name: string) => {
  if (shots) await page.screenshot({ path: `${shots}/busy-${name}.png` });
};

let on: System;
let stop: () => Promise<void>;
test.beforeAll(async () => {
  ({ system: on, stop } = await startSystem());
});
test.afterAll(() => stop());

test("a squad that is out is given the next case from the console, and its phone takes it up by itself", async ({
  browser,
}) => {
  test.setTimeout(240_000);
  const office = await browser.newContext({ viewport: { width: 1366, height: 768 } });
  const page = await office.newPage();
  await page.goto(`${on.urls[0]}/demo/${on.demoKey}/county`);
  await ready(page);
  const field = await browser.newContext(PHONE);
  const phone = await openPhone(field, on, "潞州03");
  await clockOn(phone);
  await seenFree(page, field, "潞州03");

  const desk = deskOf(office.request, on);
  const crew = deskOf(field.request, on);
  const squad = await desk.squad("潞州03");
  const first = await desk.send(squad?.id ?? "", "健身房闭店不退余额");
  for (const command of [
    { type: "ack-directive" },
    { type: "respond", mode: "onSite", text: "马上到" },
    { type: "depart" },
    { type: "arrive", how: "manual", remark: "已到店" },
  ])
    await crew.say(first, command);

  const second = crypto.randomUUID();
  await desk.post("/api/cases", {
    commandId: second,
    case: {
      kind: "complaint",
      channel: "hotline12315",
      title: "超市价签不符当场争执",
      facts: "货架价与结账价不一致，店方拒绝退差价，双方在收银台争执。",
      place: "英雄中路201号",
      point: { lon: SCENE.longitude + 0.01, lat: SCENE.latitude },
      situations: [1],
      industry: 6,
    },
    complainant: { name: "李明", phone: "13900005678" },
  });

  await test.step("the console offers the squad that is out as what it is", async () => {
    await page.locator(`[data-case="${second}"]`).first().click();
    await expect(page.locator('[data-busy="潞州03"]')).toContainText("现场");
    await expect(page.locator('[data-way="station"]')).toBeVisible();
    await shoot(page, "offered");
    // typed, it is the same order: its name offers the ways that are open
    await page.keyboard.press("/");
    await page.keyboard.type("派 潞州03");
    await expect(page.locator("#completions")).toContainText("潞州03 排队");
    await expect(page.locator("#completions")).not.toContainText("抢派");
    await shoot(page, "typed");
    await page.keyboard.press("Enter");
    await expect(page.locator(`.row[data-case="${second}"] [data-flag="queued"]`)).toBeVisible();
    await shoot(page, "queued");
  });

  await test.step("the phone shows it as the next one, and takes it while it waits", async () => {
    await expect(phone.locator(".next")).toContainText("超市价签不符当场争执");
    await shoot(phone, "next");
    await phone.locator('[data-act="ack-next"]').click();
    await expect(phone.locator('[data-act="ack-next"]')).toHaveCount(0);
    await expect
      .poll(async () => (await desk.detail(second)).card.fast, { timeout: 20_000 })
      .toBe("directiveReceived");
  });

  await test.step("done with the first, the second is the job", async () => {
    await crew.say(first, { type: "finish-scene" });
    await expect(phone.locator(".next")).toHaveCount(0);
    await expect(phone.getByRole("button", { name: "告知处理方式" })).toBeVisible({ timeout: 20_000 });
    await expect(page.locator(`.row[data-case="${second}"] [data-flag="queued"]`)).toHaveCount(0);
    await shoot(phone, "taken");
  });
});
