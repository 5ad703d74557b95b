import { expect, type Page, test } from "@playwright/test";
import {
  accessible,
  clockOff,
  clockOn,
  desk,
  keptForOffline,
  NEARBY,
  openPhone,
  PHONE,
  ready,
  shoot,
} from "./phone.ts";
import { system } from "./system.ts";

test("on a network that never answers, fixes are stored at once, outlive a reload, and signing out waits for them", async ({
  browser,
}) => {
  test.setTimeout(180_000);
  const on = system();
  const context = await browser.newContext(PHONE);
  const phone = await openPhone(context, on, "潞州09");
  await clockOn(phone);
  await keptForOffline(phone);
  const county = await browser.newContext();
  const there = desk(county.request, on);
  await there.signIn();
  const squad = (await there.squad("潞州09"))?.id ?? "";

  const from = new Date();
  // neither an answer nor an error
  await context.route("**/api/**", () => undefined);
  for (let step = 1; step <= 3; step++) {
    await context.setGeolocation({
      ...NEARBY,
      longitude: NEARBY.longitude + step * 0.0006,
      accuracy: 9,
    });
    await phone.waitForTimeout(10_300);
  }
  await phone.getByRole("button", { name: "位置与网络" }).click();
  await expect(phone.getByText(/待传 [3-9] 条/)).toBeVisible();
  await phone.getByRole("button", { name: "取消" }).click();
  await phone.reload();
  await ready(phone);
  await phone.getByRole("button", { name: "位置与网络" }).click();
  await expect(phone.getByText(/待传 [3-9] 条/)).toBeVisible();
  await phone.getByRole("button", { name: "取消" }).click();

  await test.step("what is typed is kept, and signing out tells what is not reported", async () => {
    await phone.getByRole("button", { name: /^对话/ }).click();
    await phone.getByLabel("输入消息").fill("已到店，未见负责人");
    await phone.getByRole("button", { name: "发送" }).click();
    await expect(phone.getByText("待发送")).toBeVisible();
    await phone.getByLabel("输入消息").fill("写到一半");
    await phone.getByRole("button", { name: "取消" }).click();
    await phone.getByRole("button", { name: /^对话/ }).click();
    await expect(phone.getByLabel("输入消息")).toHaveValue("写到一半");
    await phone.getByRole("button", { name: "取消" }).click();
    await phone.getByRole("button", { name: "设置" }).click();
    await phone.getByRole("button", { name: "退出登录" }).click();
    await expect(phone.getByRole("dialog")).toContainText("1 条消息");
    await expect(phone.getByRole("dialog")).toContainText(/[3-9] 条位置/);
    await accessible(phone);
    await shoot(phone, "leave");
    await phone.getByRole("button", { name: "等上报完再退出" }).click();
    await expect(phone.getByText("完成后自动退出", { exact: false })).toBeVisible();
    await context.unroute("**/api/**");
    await expect(phone).not.toHaveURL(/squad$/, { timeout: 60_000 });
  });

  const asked = { from: from.toISOString(), to: new Date().toISOString(), reason: "核对补传轨迹" };
  const { fixes } = await there.post(`/api/squads/${squad}/track`, asked);
  expect(fixes.map((fix: { lon: number }) => fix.lon)).toEqual(
    expect.arrayContaining([1, 2, 3].map((step) => expect.closeTo(NEARBY.longitude + step * 0.0006, 5))),
  );
  const { messages } = await there.get(`/api/squads/${squad}/messages`);
  expect(messages.map((message: { text: string }) => message.text)).toEqual(["已到店，未见负责人"]);
  await context.close();
  await county.close();
});

test("what the phone cannot keep is said at once and nothing typed is lost; what can wait may be taken back", async ({
  browser,
}) => {
  test.setTimeout(150_000);
  const on = system();
  const context = await browser.newContext(PHONE);
  await context.addInitScript(() => {
    const put = IDBObjectStore.prototype.put;
    IDBObjectStore.prototype.put = function (this: IDBObjectStore, ...args: Parameters<typeof put>) {
      if ((window as { full?: boolean }).full && ["outbox", "files"].includes(this.name))
        throw new DOMException("no room", "QuotaExceededError");
      return put.apply(this, args);
    };
  });
  const phone = await openPhone(context, on, "潞州08");
  const full = (is: boolean) => phone.evaluate((now) => void Object.assign(window, { full: now }), is);
  await clockOn(phone);
  const county = await browser.newContext();
  const there = desk(county.request, on);
  await there.signIn();
  const id = await there.send((await there.squad("潞州08"))?.id ?? "", "烟酒店拒绝出示价目表");

  await test.step("a press", async () => {
    await expect(phone.getByRole("button", { name: "接 令" })).toBeVisible({ timeout: 20_000 });
    await full(true);
    await phone.getByRole("button", { name: "接 令" }).click();
    await expect(phone.getByText("「接令」未能存到本机", { exact: false })).toBeVisible();
    await shoot(phone, "unkept");
    await full(false);
    await phone.getByRole("button", { name: "接 令" }).click();
    await expect
      .poll(async () => (await there.detail(id)).card.fast, { timeout: 20_000 })
      .toBe("directiveReceived");
  });

  await test.step("a message", async () => {
    await phone.getByRole("button", { name: /^对话/ }).click();
    await full(true);
    await phone.getByLabel("输入消息").fill("请补充投诉人电话");
    await phone.getByRole("button", { name: "发送" }).click();
    await expect(phone.getByText("内容还在", { exact: false })).toBeVisible();
    await expect(phone.getByLabel("输入消息")).toHaveValue("请补充投诉人电话");
    await full(false);
    await phone.getByRole("button", { name: "发送" }).click();
    await expect(phone.getByText("已送达", { exact: false })).toBeVisible({ timeout: 20_000 });
    await expect(phone.getByLabel("输入消息")).toHaveValue("");
    await phone.getByRole("button", { name: "取消" }).click();
  });

  await test.step("a refusal to go, taken back: the words are still there", async () => {
    await phone.getByRole("button", { name: "无法前往" }).click();
    await phone.getByLabel("原因").fill("车辆抛锚，正在等待救援");
    await full(true);
    await phone.getByRole("button", { name: "退回调度台" }).click();
    await expect(phone.getByText("内容还在", { exact: false })).toBeVisible();
    await full(false);
    await phone.getByRole("button", { name: "退回调度台" }).click();
    await expect(phone.getByText(/「无法前往」将于 \d 秒后上报/)).toBeVisible();
    await shoot(phone, "decline-undo");
    await phone.getByRole("button", { name: /撤销/ }).click();
    await phone.waitForTimeout(5_500);
    expect((await there.detail(id)).card.fast).toBe("directiveReceived");
    await phone.getByRole("button", { name: "无法前往" }).click();
    await expect(phone.getByLabel("原因")).toHaveValue("车辆抛锚，正在等待救援");
    await phone.getByRole("button", { name: "取消" }).click();
  });

  await there.say(id, { type: "cancel-directive", reason: "双方已自行和解" });
  await expect(phone.getByText("待命中")).toBeVisible({ timeout: 20_000 });
  await rest(phone);
  await clockOff(phone);
  await context.close();
  await county.close();
});

/** A break pressed by mistake. */
async function rest(phone: Page) {
  await phone.getByRole("button", { name: "休整" }).click();
  await expect(phone.getByText("休整中")).toBeVisible();
  await phone.getByRole("button", { name: /撤销/ }).click();
  await expect(phone.getByText("待命中")).toBeVisible();
}
