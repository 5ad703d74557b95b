import { expect, it } from "vitest";
import { clockOn, crewOf } from "./duty";

it("takes for the crew whoever is ticked and named, each once", () => {
  const rows = [
    { name: " 张三 ", out: true },
    { name: "李四", out: false },
    { name: "", out: true },
    { name: "张三", out: true },
  ];
  expect(crewOf(rows)).toEqual(["张三"]);
  expect(clockOn({ members: crewOf(rows), vehicle: "", agreed: true })).toEqual({
    type: "clock-on",
    crew: 1,
    members: ["张三"],
    noticeVersion: "2026-11",
  });
});
