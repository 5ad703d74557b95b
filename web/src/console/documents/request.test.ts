import { expect, it } from "vitest";
import { type Offer, previewOf } from "@/api/documents";
import { missingIn, requestOf, startOf, type Typed } from "./request";

const offer: Offer = {
  kind: "mediationNotice",
  title: "投诉调解通知书",
  style: 7,
  allowed: true,
  fields: [
    { name: "at", label: "调解时间", type: "dateTime", required: true, value: "2026-11-25T01:30:00Z" },
    { name: "place", label: "调解地点", type: "text", required: true },
    { name: "copies", label: "份数", type: "number", required: false },
  ],
};

it("starts with what the case says, in the city's time, and sends the same instant back", () => {
  const typed: Typed = { ...startOf(offer), place: " 调解室 " };
  expect(typed.at).toBe("2026-11-25T09:30");
  expect(requestOf(offer, typed, "")).toEqual({
    kind: "mediationNotice",
    fields: { at: "2026-11-25T01:30:00.000Z", place: "调解室" },
  });
  expect(requestOf(offer, { ...typed, copies: "3" }, "").fields?.copies).toBe(3);
});

it("asks what is required, and for a correction the reason", () => {
  expect(missingIn(offer, startOf(offer), "")).toBe("place");
  const correction = { ...offer, inForce: "d1" };
  expect(missingIn(correction, { at: "x", place: "y" }, " ")).toBe("reason");
  expect(requestOf(correction, { place: "y" }, "地点有误")).toMatchObject({
    supersedes: "d1",
    reason: "地点有误",
  });
});

it("previews under its own address", () =>
  expect(previewOf("c1", { kind: "refusal", fields: { text: "a&b" } })).toBe(
    "/api/cases/c1/documents/preview?kind=refusal&text=a%26b",
  ));
