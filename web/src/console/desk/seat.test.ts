import { expect, it } from "vitest";
import type { Me } from "@/api/shapes";
import { keepsRecords, seesTasks } from "./office";
import { me, sendsSquads } from "./seat";

it("offers squads to dispatchers and to nobody else", () => {
  const may = (role: string) => {
    me.value = { role } as Me;
    return [sendsSquads.value, keepsRecords.value, seesTasks.value];
  };
  expect(sendsSquads.value).toBe(false);
  expect(may("cityDispatcher")).toEqual([true, true, true]);
  expect(may("countyDispatcher")).toEqual([true, true, true]);
  expect(may("stationHead")).toEqual([false, false, true]);
  expect(may("leadership")).toEqual([false, false, true]);
  expect(may("squadLeader")).toEqual([false, false, false]);
});
