import { AxeBuilder } from "@axe-core/playwright";
import { type BrowserContext, expect, type Page } from "@playwright/test";
import type { System } from "./system.ts";

export const SCENE = { longitude: 113.12, latitude: 36.2 };
export const NEARBY = { longitude: 113.113, latitude: 36.194 };

/** A phone in a crew's hand. */
export const PHONE = {
  locale: "zh-CN",
  timezoneId: "Asia/Shanghai",
  viewport: { width: 390, height: 844 },
  deviceScaleFactor: 2,
  hasTouch: true,
  isMobile: true,
  permissions: ["geolocation"],
  geolocation: { ...NEARBY, accuracy: 9 },
};

export async function ready(page: Page) {
  await page.waitForFunction(() => window.__opsmapReady === true, undefined, { timeout: 60_000 });
}

export async function openPhone(context: BrowserContext, on: System, squad: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto(`${on.urls[0]}/demo/${on.demoKey}/squad?squad=${encodeURIComponent(squad)}`);
  await ready(page);
  return page;
}

export async function clockOn(phone: Page) {
  await phone.getByLabel("第 1 人姓名").fill("演示张");
  await phone.getByLabel("第 2 人姓名").fill("演示李");
  await phone.getByLabel(/已阅知$/).check();
  await phone.getByRole("button", { name: "上 勤" }).click();
  await expect(phone.getByText("待命中")).toBeVisible();
}

/** Moves the phone until the console shows the squad free: a fix from before the clock-on does not count, and on standby one in ten seconds does. */
export async function seenFree(desk: Page, context: BrowserContext, squad: string) {
  let step = 0;
  await expect
    .poll(
      async () => {
        await context.setGeolocation({
          ...NEARBY,
          longitude: NEARBY.longitude + ++step * 0.0004,
          accuracy: 9,
        });
        return desk.locator(`[data-squad="${squad}"]`).getAttribute("data-status");
      },
      { timeout: 40_000, intervals: [1_000, 3_000] },
    )
    .toBe("free");
}

/** From here on the page opens without a network. */
export async function keptForOffline(phone: Page) {
  await phone.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
}

/** A desk that works over the same addresses as the console. */
export function desk(who: Page["request"], on: System) {
  const origin = on.urls[0];
  const post = async (path: string, data: object) => {
    const answer = await who.post(`${origin}${path}`, { headers: { Origin: origin }, data });
    expect(answer.ok(), `${path}: ${await answer.text()}`).toBe(true);
    return answer.json();
  };
  const get = async (path: string) => {
    const answer = await who.get(`${origin}${path}`);
    expect(answer.ok(), path).toBe(true);
    return answer.json();
  };
  const say = (id: string, command: object) =>
    post(`/api/cases/${id}/commands`, { commandId: crypto.randomUUID(), command });
  return {
    get,
    post,
    say,
    signIn: (role = "county") => post("/api/demo/session", { key: on.demoKey, role }),
    squad: async (code: string) =>
      ((await get("/api/squads")) as { id: string; code: string; state: string; sos?: object }[]).find(
        (s) => s.code === code,
      ),
    /** An urgent complaint, sent to this squad. */
    async send(squad: string, title: string) {
      const id = crypto.randomUUID();
      await post("/api/cases", {
        commandId: id,
        case: {
          kind: "complaint",
          channel: "hotline12345",
          title,
          facts:
            "当日到店要求退还余额 1,860 元被拒，现场有争执。消费者今晚离长，请到场调解并固定合同与收银小票。",
          place: "英雄中路143号",
          respondent: { name: "健身房门店" },
          point: { lon: SCENE.longitude, lat: SCENE.latitude },
          situations: [1],
          industry: 6,
        },
        complainant: { name: "王小明", phone: "13900001234" },
      });
      await say(id, { type: "start-triage" });
      await say(id, { type: "add-opinion", unit: "intakeCentre", text: "现场争执，宜快速处置。" });
      await say(id, { type: "decide-fast", situations: [1] });
      await say(id, { type: "issue-directive", squad });
      return id;
    },
    detail: (id: string) => get(`/api/cases/${id}`),
  };
}

/** A photo as a phone's camera makes it: large, and different from every other one. */
export async function photo(page: Page, seed: number): Promise<Buffer> {
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

export async function respond(phone: Page) {
  await phone.getByRole("button", { name: "接 令" }).click({ timeout: 20_000 });
  await phone.getByRole("button", { name: "告知处理方式" }).click();
  await phone.locator("dialog button.send").click();
}

/** Until the server knows it: for five seconds it may be taken back. */
export async function clockOff(phone: Page) {
  await phone.getByRole("button", { name: "下勤" }).click();
  await expect(phone.getByText("已下勤", { exact: true })).toBeVisible();
  // asked by the page: only its browser may know the name it is opened under
  const state = () => phone.evaluate(async () => (await (await fetch("/api/squad/now")).json()).squad.state);
  await expect.poll(state, { timeout: 20_000 }).toBe("offDuty");
}

/** WCAG 2.2 AA, as far as a machine can tell. */
export async function accessible(page: Page) {
  const { violations } = await new AxeBuilder({ page })
    .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"])
    .analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html)])).toEqual([]);
}

const shots = process.env.OPSMAP_SHOTS;
export const shoot = async (page: Page, name: string) => {
  if (shots) await page.screenshot({ path: `${shots}/squad-${name}.png` });
};
