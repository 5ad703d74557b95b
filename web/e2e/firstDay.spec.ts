import { type Browser, type BrowserContext, expect, type Page, test } from "@playwright/test";
import { clockOn, NEARBY, PHONE, ready, SCENE, seenFree } from "./phone.ts";
import { type System, startSystem } from "./system.ts";

const PASSWORD = "Blue-lantern-42";
const DESK = { locale: "zh-CN", timezoneId: "Asia/Shanghai", viewport: { width: 1366, height: 768 } };
const shot = async (page: Page, name: string) => {
  if (process.env.OPSMAP_SHOTS) await page.screenshot({ path: `${process.env.OPSMAP_SHOTS}/${name}.png` });
};

/** A person who was handed a code: the link opens the page that sets the password, and then the own page. */
async function firstSignIn(
  browser: Browser,
  on: System,
  code: string,
  options: object,
  open: BrowserContext[],
) {
  const context = await browser.newContext(options);
  open.push(context);
  const page = await context.newPage();
  await page.goto(`${on.urls[0]}/#code=${code}`);
  const form = page.locator("[data-form=set-password]");
  await expect(form.locator("[name=code]")).toHaveValue(code);
  expect(page.url()).not.toContain(code);
  await form.locator("[name=new-password]").fill("short");
  await form.locator("[name=again]").fill("short");
  await form.locator("button[type=submit]").click();
  await expect(form.getByRole("alert")).toContainText("密码强度不足");
  await form.locator("[name=new-password]").fill(PASSWORD);
  await form.locator("[name=again]").fill(PASSWORD);
  await form.locator("button[type=submit]").click();
  return { context, page };
}

/** Opens an account on the administrator's page and answers the code that is to be handed over. */
async function openAccount(admin: Page, said: Record<string, string>) {
  await admin.locator("[data-nav=accounts]").click();
  await admin.locator("[data-act=add-account]").click();
  const form = admin.locator("[data-form=account]");
  for (const [field, value] of Object.entries(said)) {
    const input = form.locator(`[data-field=${field}]`);
    if (["role", "county", "squad"].includes(field)) await input.selectOption(value);
    else await input.fill(value);
  }
  await form.locator("[data-act=save]").click();
  const once = admin.locator("[data-once]");
  const code = (await once.locator("output").textContent())?.trim() ?? "";
  expect(code).toMatch(/^(\w{4}-){3}\w{4}$/);
  await once.locator("[data-act=handed-over]").click();
  return code;
}

test("a fresh system: the first account enters squad and people, and they send out the first complaint", async ({
  browser,
}) => {
  test.setTimeout(300_000);
  const { system: fresh, stop } = await startSystem("--no-demo");
  const open: BrowserContext[] = [];
  try {
    const operator = await browser.newContext();
    open.push(operator);
    // what `./opsmap admin create --once` sends
    const made = await operator.request.post(`${fresh.urls[0]}/api/operator/accounts`, {
      headers: { "X-Operator-Key": fresh.operatorKey, Origin: fresh.urls[0] },
      data: { login: "first", name: "首任管理员", role: "admin", county: "1404" },
    });
    expect(made.status(), await made.text()).toBe(201);
    const { page: admin } = await firstSignIn(browser, fresh, (await made.json()).once.code, DESK, open);
    await expect(admin).toHaveURL(/\/admin$/);
    await expect(admin.locator("[data-account=first]")).toContainText("正常");

    await test.step("the squad is entered, a slip is named at its field and nothing typed is lost", async () => {
      await admin.locator("[data-nav=squads]").click();
      await expect(admin.getByText("还没有分队")).toBeVisible();
      await admin.locator("[data-act=add-squad]").click();
      const form = admin.locator("[data-form=squad]");
      await form.locator("[data-field=code]").fill("潞州01");
      await form.locator("[data-field=county]").selectOption("140403");
      await form.locator("[data-field=name]").fill("潞州区快反第一分队");
      await form.locator("[data-skill=price]").check();
      await form.locator("[data-field=lon]").fill(String(NEARBY.latitude));
      await form.locator("[data-field=lat]").fill(String(NEARBY.longitude));
      await form.locator("[data-field=members]").fill("王一、李二");
      await form.locator("[data-act=save]").click();
      await expect(form.locator(".field.wrong")).toContainText("经度");
      await expect(form.locator("[data-field=name]")).toHaveValue("潞州区快反第一分队");
      await shot(admin, "admin-squad-slip");
      await form.locator("[data-field=lon]").fill(String(NEARBY.longitude));
      await form.locator("[data-field=lat]").fill(String(NEARBY.latitude));
      await form.locator("[data-act=save]").click();
      await expect(admin.locator('[data-squad="潞州01"]')).toContainText("潞州区快反第一分队");
    });

    const deskCode = await openAccount(admin, {
      login: "desk",
      name: "潞州调度",
      role: "countyDispatcher",
      county: "140403",
    });
    const crewCode = await openAccount(admin, {
      login: "crew1",
      name: "王一",
      role: "squadLeader",
      county: "140403",
      squad: "潞州01",
    });
    await expect(admin.locator("[data-account=crew1]")).toContainText("待本人设置密码");

    const { page: desk } = await firstSignIn(browser, fresh, deskCode, DESK, open);
    await expect(desk).toHaveURL(/\/console$/);
    await ready(desk);
    const { page: phone, context } = await firstSignIn(browser, fresh, crewCode, PHONE, open);
    await expect(phone).toHaveURL(/\/squad$/);
    await ready(phone);
    await clockOn(phone);
    await seenFree(desk, context, "潞州01");

    await test.step("one complaint is dispatched and reaches the phone", async () => {
      const id = crypto.randomUUID();
      const answer = await desk.request.post(`${fresh.urls[0]}/api/cases`, {
        headers: { Origin: fresh.urls[0] },
        data: {
          commandId: id,
          case: {
            kind: "complaint",
            channel: "hotline12315",
            title: "预付卡商家拒绝退款",
            facts: "当日到店要求退还余额 1,860 元被拒，现场有争执。",
            place: "英雄中路143号",
            respondent: { name: "健身房门店" },
            point: { lon: SCENE.longitude, lat: SCENE.latitude },
            situations: [1],
            industry: 6,
          },
          complainant: { name: "王小明", phone: "13900001234" },
        },
      });
      expect(answer.status(), await answer.text()).toBe(201);
      await desk.locator(`.row[data-case="${id}"]`).click();
      await expect(desk.locator('[data-candidate="潞州01"]')).toBeVisible({ timeout: 20_000 });
      await desk.keyboard.press("Enter");
      await expect(phone.getByRole("button", { name: "接 令" })).toBeVisible({ timeout: 15_000 });
    });

    // whoever keeps the accounts sees who signed in, and no case
    await admin.locator("[data-nav=audit]").click();
    await admin.locator("[data-field=action]").selectOption("password-set");
    await admin.locator("[data-act=ask]").click();
    await expect(admin.locator("tr[data-action=password-set]")).toHaveCount(3);
    const cases = await admin.request.get(`${fresh.urls[0]}/api/cases`);
    expect(cases.status()).toBe(403);
    expect(await admin.request.get(`${fresh.urls[0]}/console`).then((page) => page.status())).toBe(200);
  } finally {
    for (const context of open) await context.close();
    await stop();
  }
});
