import { mount } from "@vue/test-utils";
import { expect, it } from "vitest";
import type { CaseDetail } from "@/api/shapes";
import ActionForm from "./ActionForm.vue";

const detail = { card: { situations: [1], legal: "pending" }, actions: [] } as unknown as CaseDetail;
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
