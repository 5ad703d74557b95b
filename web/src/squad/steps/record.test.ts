import { expect, it } from "vitest";
import type { TimelineEntry } from "@/api/shapes";
import { standsAt } from "../duty";
import { stamps } from "./record";
import { type Entry, nameOf } from "./task";

const entry = (type: string, at: string, more = {}) => ({ type, at, ...more }) as TimelineEntry;

it("stamps each step with when it happened, and says which were reported later", () => {
  expect(
    stamps([
      entry("directive-issued", "08:00"),
      entry("directive-received", "08:01"),
      entry("squad-en-route", "08:20", { occurredAt: "08:05", late: true }),
    ]),
  ).toEqual({ ack: { at: "08:01", late: false }, depart: { at: "08:05", late: true } });
});

it("forgets what another squad did before the directive was given anew", () => {
  expect(
    stamps([
      entry("directive-received", "08:01"),
      entry("directive-reassigned", "08:10"),
      entry("directive-received", "08:11"),
    ]),
  ).toEqual({ ack: { at: "08:11", late: false } });
});

const said = (type: string): Entry => ({
  id: type,
  seq: 1,
  occurredAt: "",
  sendAt: 0,
  task: { to: "squad", squadId: "s", command: { type } },
});

it("is off duty from the press on, whatever the network says", () => {
  const squad = { state: "available" } as Parameters<typeof standsAt>[0];
  expect(standsAt(squad, [said("clock-off")])).toBe("offDuty");
  expect(standsAt(squad, [said("start-break"), said("end-break")])).toBe("available");
  expect(standsAt(squad, [said("raise-sos")])).toBe("available");
  const depart: Entry = { ...said("depart"), task: { to: "case", caseId: "c", command: { type: "depart" } } };
  expect(standsAt(squad, [depart])).toBe("enRoute");
  expect(standsAt(undefined, [])).toBeUndefined();
});

it("has a word for everything a phone reports", () => {
  expect(["clock-off", "raise-sos", "clear-sos", "ready"].map((type) => nameOf(said(type).task))).toEqual([
    "clockOff",
    "sos",
    "sosOver",
    "ready",
  ]);
  expect(nameOf({ to: "evidence", caseId: "c", kind: "signatureMerchant", thumb: "" })).toBe("signature");
});
