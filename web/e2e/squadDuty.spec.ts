import { expect, test } from "@playwright/test";
import {
  accessible,
  clockOff,
  clockOn,
  desk,
  openPhone,
  PHONE,
  ready,
  respond,
  SCENE,
  shoot,
} from "./phone.ts";
import { system } from "./system.ts";

test("the crew is who is ticked and has read the notice; one alone is told what one may do", async ({
  browser,
}) => {
  const on = system();
  const context = await browser.newContext(PHONE);
  const phone = await openPhone(context, on, "潞州07");
  const go = phone.getByRole("button", { name: "上 勤" });
  await phone.getByLabel("第 1 人姓名").fill("演示张");
  await phone.getByLabel("第 2 人姓名").fill("演示李");
  await phone.getByLabel("演示张、演示李 已阅知").check();
  await shoot(phone, "clock-on");
  await phone.getByLabel("演示李出勤").uncheck();
  await expect(phone.getByText("只可电话处置；", { exact: false })).toBeVisible();
  // who goes out has changed: the notice is read again
  await go.click();
  await expect(phone.getByText("请先阅知位置共享告知")).toBeVisible();
  await phone.getByLabel("演示张 已阅知").check();
  await expect(go).toContainText("1 人上勤，只可电话处置");
  await shoot(phone, "clock-on-alone");
  await accessible(phone);
  await go.click();
  await expect(phone.getByText("待命中")).toBeVisible();
  await expect(phone.getByText("1 人在岗")).toBeVisible();
  await expect(phone.getByRole("link", { name: "联系调度" })).toHaveAttribute("href", /^tel:03550012\d{3}$/);
  const county = await browser.newContext();
  const there = desk(county.request, on);
  await there.signIn();
  expect(await there.squad("潞州07")).toMatchObject({ crew: 1, members: ["演示张"] });
  await clockOff(phone);

  await test.step("a notice the server does not know is not taken for one", async () => {
    const squad = (await there.squad("潞州07"))?.id;
    const answer = await phone.request.post(`${on.urls[0]}/api/squads/${squad}/commands`, {
      headers: { Origin: on.urls[0] },
      data: {
        commandId: crypto.randomUUID(),
        command: { type: "clock-on", crew: 1, members: ["演示张"], noticeVersion: "2020-01" },
      },
    });
    expect([answer.status(), (await answer.json()).code]).toEqual([400, "no-such-notice"]);
  });
  await context.close();
  await county.close();
});

test("the venue's code is scanned at arrival and stands in the certificate; an unknown one does not cost the arrival", async ({
  browser,
}) => {
  test.setTimeout(300_000);
  const on = system();
  const context = await browser.newContext({ ...PHONE, permissions: ["geolocation", "camera"] });
  // this machine has neither a camera nor a reader of codes
  await context.addInitScript(() => {
    navigator.mediaDevices.getUserMedia = async () => {
      const canvas = Object.assign(document.createElement("canvas"), { width: 320, height: 240 });
      const pen = canvas.getContext("2d") as CanvasRenderingContext2D;
      setInterval(() => pen.fillRect(0, 0, 320, 240), 100);
      return canvas.captureStream(10);
    };
    Object.assign(window, {
      BarcodeDetector: class {
        async detect() {
          const rawValue = (window as { poster?: string }).poster;
          return rawValue ? [{ rawValue }] : [];
        }
      },
    });
  });
  const phone = await openPhone(context, on, "潞州06");
  await clockOn(phone);
  const county = await browser.newContext();
  const there = desk(county.request, on);
  await there.signIn();
  const [venue] = await there.get("/api/venues");
  const squad = (await there.squad("潞州06"))?.id ?? "";

  await test.step("scanned", async () => {
    const id = await there.send(squad, "商场拒绝退换瑕疵商品");
    await respond(phone);
    await phone.getByRole("button", { name: "出 发" }).click();
    await phone.getByRole("button", { name: "扫码到场" }).click();
    await phone.getByRole("button", { name: "扫码", exact: true }).click();
    await expect(phone.locator("video")).toBeVisible();
    await phone.evaluate(() => void Object.assign(window, { poster: "https://pay.example/123" }));
    await expect(phone.getByText("不是本系统登记的场所码", { exact: false })).toBeVisible();
    await phone.evaluate(
      (code) => void Object.assign(window, { poster: `https://opsmap.example/v/${code}` }),
      venue.id,
    );
    await expect(phone.getByText(venue.name)).toBeVisible();
    await expect(phone.locator("video")).toHaveCount(0);
    await shoot(phone, "scan");
    await accessible(phone);
    await phone.getByLabel("情况说明").fill("已到店");
    await phone.getByRole("button", { name: "确认到场" }).click();
    await expect.poll(async () => (await there.detail(id)).card.fast, { timeout: 30_000 }).toBe("onScene");
    await expect
      .poll(
        async () => {
          const proof = await county.request.get(`${on.urls[0]}/api/cases/${id}/arrival`);
          return proof.ok() ? (await proof.json()).venueCode : proof.status();
        },
        // drawn up once the track is there, two minutes at most
        { timeout: 140_000 },
      )
      .toBe(venue.id);
    await there.say(id, { type: "cancel-directive", reason: "双方已自行和解" });
    await expect(phone.getByText("返程中")).toBeVisible({ timeout: 20_000 });
  });

  await test.step("typed on a phone that cannot look it up, and unknown", async () => {
    const id = await there.send(squad, "餐馆加收餐位费");
    await respond(phone);
    await phone.getByRole("button", { name: "出 发" }).click();
    await context.route("**/api/venues", (route) => route.abort());
    await phone.getByRole("button", { name: "扫码到场" }).click();
    await phone.getByLabel("场所码", { exact: false }).fill("0f8fad5b-d9cb-469f-a165-70867728950e");
    await phone.getByLabel("情况说明").fill("已到店");
    await phone.getByRole("button", { name: "确认到场" }).click();
    await expect(phone.getByText("所扫场所码未登记", { exact: false })).toBeVisible({ timeout: 20_000 });
    const { card, timeline } = await there.detail(id);
    expect(card.fast).toBe("onScene");
    expect(timeline.find((e: { type: string }) => e.type === "arrived-on-scene")).toMatchObject({
      signed: true,
    });
    await there.say(id, { type: "cancel-directive", reason: "双方已自行和解" });
  });
  await expect(phone.getByText("返程中")).toBeVisible({ timeout: 20_000 });
  await clockOff(phone);
  await context.close();
  await county.close();
});

test("the phone says that the server's clocks have stopped", async ({ browser }) => {
  const on = system();
  const context = await browser.newContext({ ...PHONE, geolocation: { ...SCENE, accuracy: 900 } });
  await context.route("**/device/**", (route) => route.abort());
  await context.route("**/api/squad/now", async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ response: answer, json: { ...(await answer.json()), clocksAlive: false } });
  });
  const phone = await openPhone(context, on, "潞州05");
  await ready(phone);
  await expect(phone.getByText("服务器计时停摆")).toBeVisible();
  await clockOn(phone);
  // and that its own position is of no use to anybody
  await expect(phone.getByText("±900m 过粗")).toBeVisible();
  await shoot(phone, "clocks-stopped");
  await accessible(phone);
  await clockOff(phone);
  await context.close();
});
