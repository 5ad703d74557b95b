import type { Rate, Situation } from "./situation";

/** Half away from zero, as the statistics department rounds. */
export function rounded(value: number, digits: number): number {
  const scale = 10 ** digits;
  return (Math.sign(value) * Math.round(Number((Math.abs(value) * scale).toPrecision(14)))) / scale;
}

/** A share in percent with two decimals; nothing to divide by is no figure at all, neither 0 nor 100. */
export function percent(rate: Rate | undefined): number | undefined {
  return rate && rate.due > 0 ? rounded((rate.met / rate.due) * 100, 2) : undefined;
}

export const NONE = "—";

/** 97.22 · 95.8 · 100 · — */
export const percentText = (rate: Rate | undefined) => {
  const value = percent(rate);
  return value === undefined ? NONE : value === 100 || value === 0 ? String(value) : value.toFixed(2);
};
/** For narrow places: one decimal at most. */
export const percentShort = (rate: Rate | undefined) => {
  const value = percent(rate);
  return value === undefined ? NONE : String(rounded(value, 1));
};
export const withSign = (text: string) => (text === NONE ? text : `${text}%`);

/** Yuan in 万元: four decimals, cut off and not rounded up, since "余" means at least. */
export function wan(yuan: number): string {
  const cut = Math.trunc(Number((yuan * 100).toPrecision(15)) / 100) / 10_000;
  return cut === 0 ? "0" : cut.toFixed(4).replace(/0+$/, "").replace(/\.$/, "");
}

export const signed = (n: number) => (n > 0 ? `+${n}` : String(n).replace("-", "−"));

/** A rate of clocks: on target, watched, or short of it. The watch line is 95 % (domain §5, K3). */
export type Grade = "met" | "watch" | "none";
export const grade = (rate: Rate | undefined): Grade => {
  const value = percent(rate);
  return value === undefined ? "none" : value >= 95 ? "met" : "watch";
};

type County = Situation["counties"][number];

/** Best rate first; the more cases behind a rate, the better; counties without a rate follow, the busiest first. */
export function ranked(counties: readonly County[]): County[] {
  return counties
    .filter(
      (c) =>
        c.received > 0 ||
        c.response.due > 0 ||
        c.squadsOnDuty > 0 ||
        (!c.code.startsWith("14040G") && !c.code.startsWith("14040J")),
    )
    .sort(
      (a, b) =>
        (percent(b.response) ?? -1) - (percent(a.response) ?? -1) ||
        b.response.due - a.response.due ||
        b.received - a.received ||
        a.code.localeCompare(b.code),
    );
}

/** The ten trades, the busiest first. */
export const byTrade = (industries: Record<string, number>) =>
  Array.from({ length: 10 }, (_, i) => ({ industry: i + 1, count: industries[String(i + 1)] ?? 0 })).sort(
    (a, b) => b.count - a.count || a.industry - b.industry,
  );
