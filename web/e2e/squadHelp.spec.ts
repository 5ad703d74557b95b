import { chromium, expect, test } from "@playwright/test";
import { accessible, clockOff, clockOn, openPhone, PHONE, ready, shoot } from "./phone.ts";
import { system } from "./system.ts";

test("a refused position explains itself, and works once it is allowed", async ({ browser }) => {
  const on = system();
  const context = await browser.newContext({ ...PHONE, permissions: [] });
  const phone = await openPhone(context, on, "潞州13");
  await clockOn(phone);
  const help = phone.getByRole("dialog", { name: "定位权限未开启" });
  await expect(help).toBeVisible({ timeout: 20_000 });
  await expect(help.getByText("手机 设置 → 位置信息", { exact: false })).toBeVisible();
  await shoot(phone, "help-denied");
  await accessible(phone);
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
