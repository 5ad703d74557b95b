import { expect, it } from "vitest";
import { deskPhone, telOf } from "./desk";

it("calls the county's own desk, and the national line where none is on record", () => {
  expect(deskPhone({ name: "指挥中心", phone: "0355-2012315" })).toBe("0355-2012315");
  expect(deskPhone(undefined)).toBe("12315");
});

it("dials a number however it is written", () => {
  expect(telOf("0355-2012315")).toBe("tel:03552012315");
  expect(telOf("+86 355 2012315")).toBe("tel:+863552012315");
});
