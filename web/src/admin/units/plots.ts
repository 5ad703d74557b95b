import type { Plot, PlotItem } from "@/api/units";

export interface Row {
  industry: number;
  unit: string;
  backup: string;
  squad: string;
}

/** All ten industries, also those nobody has been named for. */
export const rowsOf = (items: PlotItem[]): Row[] =>
  Array.from({ length: 10 }, (_, i) => {
    const item = items.find((plot) => plot.industry === i + 1);
    return {
      industry: i + 1,
      unit: item?.unit.id ?? "",
      backup: item?.backup?.id ?? "",
      squad: item?.squad?.id ?? "",
    };
  });

/** Only what was changed is sent: what somebody else changed meanwhile in other rows stays. */
export const changed = (county: string, before: Row[], now: Row[]): Plot[] =>
  now
    .filter((row, i) => JSON.stringify(row) !== JSON.stringify(before[i]))
    .map((row) => ({
      county,
      industry: row.industry,
      ...(row.unit ? { unit: row.unit } : {}),
      ...(row.backup ? { backup: row.backup } : {}),
      ...(row.squad ? { squad: row.squad } : {}),
    }));
