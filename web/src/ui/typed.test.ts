import { expect, it } from "vitest";
import { maybe, several } from "./typed";

it("reads names however they are separated, and leaves out what was not typed", () => {
  expect(several("王一、李二 赵三，钱四")).toEqual(["王一", "李二", "赵三", "钱四"]);
  expect(several(" ")).toEqual([]);
  expect({ ...maybe("radio", " 西一 "), ...maybe("vehicle", " ") }).toEqual({ radio: "西一" });
});
