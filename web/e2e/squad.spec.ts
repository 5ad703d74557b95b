import { expect, test } from "@playwright/test";
import { clockOff, clockOn, desk, NEARBY, openPhone, PHONE, ready, respond, shoot } from "./phone.ts";
import { system } from "./system.ts";

test("a step taken back within five seconds never happened", async ({ browser }) => {
  test.setTimeout(150_000);
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

test("a jump and a vague fix never reach the map; going off duty ends the sharing at the press, and the marker goes with the word", async ({
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
  await expect(phone.getByText("未共享")).toBeVisible({ timeout: 1_000 });
  await context.setGeolocation({ ...NEARBY, longitude: NEARBY.longitude + 0.0024, accuracy: 9 });
  await test.step("taken back in time it was never said, and the squad is shared again", async () => {
    await phone.getByRole("button", { name: /撤销/ }).click();
    await expect(phone.getByText("待命中")).toBeVisible();
    await phone.waitForTimeout(5_500);
    expect(await where()).toBeDefined();
    await standAt(NEARBY.longitude + 0.0036);
  });
  await clockOff(phone);
  await expect.poll(where, { timeout: 2_000, intervals: [100] }).toBeUndefined();
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
