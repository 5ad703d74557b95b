import { describe, expect, it } from "vitest";
import type { CaseDetail } from "@/api/shapes";
import { consoleWords as t } from "@/words/console";
import { assemble, FORMS, missing, offered, startValues } from "./forms";

const detail = (allowed: string[], situations: number[] = []) =>
  ({
    card: { situations, legal: "pending" },
    actions: [
      ...allowed.map((command) => ({ command, allowed: true })),
      { command: "archive", allowed: false, code: "not-now" },
    ],
  }) as unknown as CaseDetail;

describe("the forms", () => {
  it("have words for every command and field", () => {
    for (const [command, fields] of Object.entries(FORMS)) {
      expect(t.has(`command.${command}`), command).toBe(true);
      for (const field of fields) expect(t.has(`field.${field.label}`), field.label).toBe(true);
    }
  });
  it("start from what the case already says", () => {
    expect(startValues("decide-fast", detail([], [1, 3]), undefined).situations).toEqual([1, 3]);
    expect(startValues("first-reply", detail([]), undefined).accepted).toBe("pending");
  });
  it("name what is missing", () => {
    expect(missing("decide-fast", { situations: [] })).toBe("situations");
    expect(missing("cancel-directive", { reason: "  " })).toBe("reason");
    expect(missing("close", { outcome: "mediated", text: "好", checklist: ["explained"] })).toBe("checklist");
    expect(missing("accept", {})).toBeUndefined();
  });
  it("leave out what was left empty and turn typed numbers into numbers", () => {
    expect(
      assemble("close", {
        outcome: "mediated",
        text: " 退款 ",
        recoveredAmount: "1860.5",
        checklist: ["explained", "recorded", "passedOn", "handled"],
      }),
    ).toEqual({
      type: "close",
      outcome: "mediated",
      text: "退款",
      recoveredAmount: 1860.5,
      checklist: { explained: true, recorded: true, passedOn: true, handled: true },
    });
    expect(assemble("decide-normal", { note: " " })).toEqual({ type: "decide-normal" });
    expect(assemble("arrive", { remark: "对讲报到" })).toEqual({
      type: "arrive",
      how: "manual",
      remark: "对讲报到",
    });
  });
});

describe("the actions offered", () => {
  it("are those the server allows, the next step first", () =>
    expect(offered(detail(["route", "add-opinion", "decide-fast", "issue-directive"]))).toEqual([
      "decide-fast",
      "route",
      "add-opinion",
    ]));
});
