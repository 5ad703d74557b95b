import { expect, type Page } from "@playwright/test";
import { SCENE } from "./phone.ts";

/** A complaint of this desk's county, registered over the address the console uses. */
export async function register(
  desk: Page,
  what: { title: string; situations: number[]; industry: number },
  id: string = crypto.randomUUID(),
) {
  const answer = await desk.request.post(new URL("/api/cases", desk.url()).href, {
    headers: { Origin: new URL(desk.url()).origin },
    data: {
      commandId: id,
      case: {
        kind: "complaint",
        channel: "hotline12345",
        facts:
          "当日到店要求退还余额 1,860 元被拒，现场有争执。消费者今晚离长，请到场调解并固定合同与收银小票。",
        place: "英雄中路143号",
        respondent: { name: "健身房门店" },
        point: { lon: SCENE.longitude, lat: SCENE.latitude },
        ...what,
      },
      complainant: { name: "王小明", phone: "13900001234" },
    },
  });
  expect(answer.status(), await answer.text()).toBe(201);
  return id;
}

export async function onScene(desk: Page) {
  return (await desk.locator('[data-squad="潞州03"]').getAttribute("data-status")) === "scene";
}
