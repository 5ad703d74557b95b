import { type Browser, type BrowserContext, expect, type Page, test } from "@playwright/test";
import { desk as deskOver } from "./phone.ts";
import { type Role, system } from "./system.ts";

const open: BrowserContext[] = [];
test.afterEach(async () => {
  for (const context of open.splice(0)) await context.close();
});
const shot = async (page: Page, name: string) => {
  if (process.env.OPSMAP_SHOTS) await page.screenshot({ path: `${process.env.OPSMAP_SHOTS}/${name}.png` });
};

async function sitDown(browser: Browser, role: Role): Promise<Page> {
  const context = await browser.newContext({
    locale: "zh-CN",
    timezoneId: "Asia/Shanghai",
    viewport: { width: 1366, height: 768 },
  });
  open.push(context);
  const page = await context.newPage();
  await page.goto(system().links[role]);
  await expect(page.locator("header.bar")).toBeVisible({ timeout: 60_000 });
  return page;
}

async function complaint(page: Page, title: string, kind = "complaint") {
  const id = crypto.randomUUID();
  const { card } = await deskOver(page.request, system()).post("/api/cases", {
    commandId: id,
    case: {
      kind,
      channel: "hotline12315",
      title,
      facts: "预付卡余额退费争议，商家称系统升级。",
      place: "英雄中路143号",
      county: "140403",
      respondent: { name: "健身房门店" },
    },
    complainant: { name: "王小明", phone: "13900001234" },
  });
  return { id, no: card.no as string };
}

test("a department is asked about one case, answers, is asked again, and the task is closed", async ({
  browser,
}) => {
  test.setTimeout(120_000);
  const page = await sitDown(browser, "county");
  const { id } = await complaint(page, "联办一件");
  await page.locator(`.row[data-case="${id}"]`).click();
  await page.locator("[data-view=joint]").click();
  const tab = page.locator("[data-tab=joint]");
  await expect(tab).toContainText("还没有联办事项");
  await tab.locator("[data-act=add-task]").click();
  await tab.locator("[data-department=police]").check();
  await tab.locator("[data-department=court]").check();
  await tab.locator("[data-field=text]").fill("请协查该门店负责人下落");
  await shot(page, "joint-form");
  await tab.locator("[data-act=send-task]").click();
  const police = tab.locator('[data-task="公安"]');
  await expect(police).toHaveAttribute("data-state", "open");
  await expect(tab.locator("[data-task]")).toHaveCount(2);

  const liaison = await browser.newContext({ locale: "zh-CN" });
  open.push(liaison);
  const on = deskOver(liaison.request, system());
  await on.signIn("liaison");
  const answer = async (text: string) => {
    const { items } = await on.get("/api/joint-tasks/inbox");
    const task = items.find((one: { text: string; state: string }) => one.text === "请协查该门店负责人下落");
    expect(JSON.stringify(task)).not.toContain("王小明");
    await on.post(`/api/joint-tasks/${task.id}/reply`, {
      commandId: crypto.randomUUID(),
      text,
      version: task.version,
    });
  };
  await answer("已联系属地派出所");
  await expect(police).toContainText("已联系属地派出所", { timeout: 30_000 });
  await police.locator("[data-field=say]").fill("请写明联系结果");
  await police.locator("[data-act=send-back]").click();
  await expect(police).toHaveAttribute("data-state", "open");
  await answer("负责人在外地，三日内返长处理");
  await expect(police).toHaveAttribute("data-state", "replied", { timeout: 30_000 });
  await police.locator("[data-field=say]").fill("已悉，谢谢");
  await shot(page, "joint-replied");
  await police.locator("[data-act=close-task]").click();
  await expect(police).toHaveAttribute("data-state", "closed");
});

test("a meeting gets its minutes and cases, an interview is published, an archived case teaches", async ({
  browser,
}) => {
  test.setTimeout(120_000);
  const page = await sitDown(browser, "county");
  const { no } = await complaint(page, "会商议题件");
  await page.locator("[data-act=office]").click();
  const sheet = page.locator("[data-sheet=office]");

  await sheet.locator("[data-act=add-record]").click();
  const meeting = page.locator("[data-form=meeting]");
  await meeting.locator("[data-field=topic]").fill("预付卡集中退费");
  await meeting.locator("[data-act=save-record]").click();
  await expect(meeting.getByRole("alert")).toBeVisible();
  await meeting.locator("[data-field=attendees]").fill("王局、李科");
  await meeting.locator("[data-field=departments]").selectOption({ label: "公安" });
  await meeting.locator("[data-field=case-search]").fill("会商议题件");
  await meeting.locator("[data-case-option]").first().click();
  await meeting.locator("[data-act=save-record]").click();
  const record = sheet.locator('[data-record="预付卡集中退费"]');
  await expect(record).toContainText("待补纪要");
  await expect(record).toContainText(no);
  await record.locator("[data-act=edit]").click();
  await meeting.locator("[data-field=minutes]").fill("一、统一退费口径。\n二、三日内逐户答复。");
  await meeting.locator("[data-act=save-record]").click();
  await expect(record).toContainText("三日内逐户答复");
  await expect(record).not.toContainText("待补纪要");
  await shot(page, "office-meetings");

  await sheet.locator("[data-tab=interviews]").click();
  await sheet.locator("[data-act=add-record]").click();
  const interview = page.locator("[data-form=interview]");
  await interview.locator("[data-field=name]").fill("某健身有限公司");
  await interview.locator("[data-field=subject]").fill("拒不退还预付款");
  await interview.locator("[data-field=attendees]").fill("王局、李科");
  await interview.locator("[data-field=published]").check();
  await interview.locator("[data-act=save-record]").click();
  await expect(interview.locator(".wrong")).toContainText("约谈情况");
  await interview.locator("[data-field=findings]").fill("企业承诺七日内退清。");
  await interview.locator("[data-act=save-record]").click();
  await expect(sheet.locator('[data-record="某健身有限公司"]')).toContainText("已公示");

  const on = deskOver(page.request, system());
  const lesson = await complaint(page, "典型咨询件", "consultation");
  await on.say(lesson.id, { type: "first-reply", received: true, handlingUnit: "12315中心", accepted: "no" });
  await on.say(lesson.id, {
    type: "close",
    outcome: "answered",
    text: "已告知",
    checklist: { explained: true, recorded: true, passedOn: true, handled: true },
  });
  await on.say(lesson.id, { type: "archive" });
  await sheet.locator("[data-tab=lessons]").click();
  await sheet.locator("[data-act=add-record]").click();
  const form = page.locator("[data-form=lesson]");
  await form.locator("[data-field=case-search]").fill(lesson.no);
  await form.locator("[data-case-option]").first().click();
  await form.locator("[data-field=title]").fill("一次说清");
  await form.locator("[data-field=text]").fill("首次答复即讲明依据。");
  await form.locator("[data-act=save-record]").click();
  const taught = sheet.locator(`[data-record="${lesson.no}"]`);
  await expect(taught).toContainText("首次答复即讲明依据");
  await taught.locator("[data-act=edit]").click();
  await form.locator("[data-act=remove-record]").click();
  await expect(taught).toHaveCount(0);
  await page.locator(".toast .undo").click();
  await expect(taught).toHaveCount(1);
  await sheet.locator("[data-act=close-office]").click();
  await expect(sheet).toHaveCount(0);
});
