import { expect, type Page, test } from "@playwright/test";
import {
  accessible,
  clockOff,
  clockOn,
  desk,
  openPhone,
  PHONE,
  photo,
  ready,
  respond,
  shoot,
} from "./phone.ts";
import { system } from "./system.ts";

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
  await accessible(phone);
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
  await accessible(phone);
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
    await accessible(phone);
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
  await accessible(phone);
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
  await accessible(phone);
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
