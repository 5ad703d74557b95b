import { expect, it } from "vitest";
import { Problem } from "@/api/problem";
import { useForm } from "./useForm";

it("puts the server's words at the field they are about, also when they are about a part of it", async () => {
  const form = useForm("squad");
  const refused = await form.send(() =>
    Promise.reject(new Problem(400, "required", "必填", "squad.members[1]")),
  );
  expect(refused).toBe(false);
  expect(form.at("members")).toBe("必填");
  expect(form.at("member")).toBeUndefined();
  expect(form.elsewhere(["name", "members"])).toBeUndefined();
  expect(form.elsewhere(["name"])).toBe("必填");
  expect(await form.send(() => Promise.resolve())).toBe(true);
  expect(form.at("members")).toBeUndefined();
});

it("tells a person whose session ended that nothing typed is lost", async () => {
  const form = useForm("account");
  await form.send(() => Promise.reject(new Problem(401, "sign-in-needed", "请先登录")));
  expect(form.elsewhere([])).toContain("不会丢失");
});

it("leaves a defect of the page to those who look for defects", async () => {
  const form = useForm("record");
  await expect(form.send(() => Promise.reject(new TypeError("not a refusal")))).rejects.toThrow(
    "not a refusal",
  );
  expect(form.problem.value).toBeUndefined();
  expect(form.busy.value).toBe(false);
});

it("does not send the same form twice at once", async () => {
  const form = useForm("unit");
  let sent = 0;
  let done = () => {};
  const first = form.send(() => {
    sent++;
    return new Promise<void>((resolve) => {
      done = resolve;
    });
  });
  expect(await form.send(async () => sent++)).toBe(false);
  done();
  expect(await first).toBe(true);
  expect(sent).toBe(1);
});
