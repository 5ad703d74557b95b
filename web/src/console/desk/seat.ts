import { computed, shallowRef } from "vue";
import { counties } from "@/api/cases";
import { whoAmI } from "@/api/session";
import type { County, Me } from "@/api/shapes";

/** Who sits here, and the counties by code. */
export const me = shallowRef<Me>();
/** Dispatchers send squads, and talk with them; other posts look on. */
export const sendsSquads = computed(() =>
  ["cityDispatcher", "countyDispatcher"].includes(me.value?.role ?? ""),
);
const list = shallowRef<County[]>([]);
const byCode = computed(() => new Map(list.value.map((county) => [county.code, county])));

export const countyList = computed(() => list.value);
export const countyName = (code: string) => byCode.value.get(code)?.name ?? code;
export const countyShort = (code: string) => byCode.value.get(code)?.short ?? code;

/** "潞州区 英雄中路143号", the county said once even when the place says it too. */
export function whereOf({ county, place }: { county: string; place: string }) {
  const named = place.startsWith(countyName(county)) || place.startsWith(countyShort(county));
  return named ? place : `${countyName(county)} ${place}`;
}

export async function takeSeat() {
  [me.value, list.value] = await Promise.all([whoAmI(), counties()]);
}
