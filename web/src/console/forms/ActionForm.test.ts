import { mount } from "@vue/test-utils";
import { expect, it } from "vitest";
import { Problem } from "@/api/problem";
import type { CaseDetail } from "@/api/shapes";
import { draftOf } from "../desk/form";
import ActionForm from "./ActionForm.vue";

const detail = {
  card: { id: "c1", situations: [1], legal: "pending", kind: "complaint" },
  actions: [],
} as unknown as CaseDetail;
const open = (command: string) =>
  mount(ActionForm, { props: { command, detail, busy: false }, attachTo: document.body });

it("starts with the ticked situations and sends what is ticked", async () => {
  const form = open("decide-fast");
  expect(form.find("[data-option='1']").attributes("aria-pressed")).toBe("true");
  await form.find("[data-option='3']").trigger("click");
  await form.trigger("submit");
  expect(form.emitted("submit")).toEqual([[{ type: "decide-fast", situations: [1, 3] }]]);
  form.unmount();
});

it("keeps everything and points at what is missing", async () => {
  const form = open("cancel-directive");
  await form.trigger("submit");
  expect(form.emitted("submit")).toBeUndefined();
  expect(form.find("[data-field=reason]").classes()).toContain("wrong");
  expect(document.activeElement?.id).toBe("f-reason");
  await form.find("#f-reason").setValue("虚假警情");
  await form.trigger("submit");
  expect(form.emitted("submit")).toEqual([[{ type: "cancel-directive", reason: "虚假警情" }]]);
  form.unmount();
});

it("shows the server's words at the field they name and keeps the draft", async () => {
  const form = open("ask-materials");
  await form.find("#f-what").setValue("购物小票");
  await form.find("#f-by").setValue("2026-11-20");
  await form.setProps({ problem: new Problem(400, "in-the-past", "期限不能早于今天", "by") });
  expect(form.find("[data-field=by] [role=alert]").text()).toBe("期限不能早于今天");
  expect(form.find("[data-field=what] [role=alert]").exists()).toBe(false);
  form.unmount();
  expect(draftOf("c1", "ask-materials")).toEqual({ what: "购物小票", by: "2026-11-20" });
  const again = open("ask-materials");
  expect((again.find("#f-what").element as HTMLTextAreaElement).value).toBe("购物小票");
  await again.setProps({ problem: new Problem(409, "not-now", "当前不能办理") });
  expect(again.find("p.problem").text()).toBe("当前不能办理");
  again.unmount();
});

it("lists the grounds of refusal with their article", async () => {
  const form = open("refuse");
  expect(form.findAll("[data-field=ground] [data-option]")).toHaveLength(7);
  expect(form.find("[data-option=N6]").text()).toContain("第十六条第（六）项");
  form.unmount();
});
