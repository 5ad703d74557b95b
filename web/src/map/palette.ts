import type { Theme } from "@/theme/theme";

/** All colours of the map as one typed object; status and accent come from the page's tokens. */
export interface Palette {
  background: string;
  abroad: string;
  abroadLine: string;
  land: [string, string];
  urban: string;
  edge: string;
  edgeOpacity: number;
  border: string;
  outline: string;
  label: string;
  labelHalo: string;
  road: string;
  roadCase: string;
  place: string;
  squadLabel: string;
  accent: string;
  alarm: string;
  doubt: string;
  ink: string;
  status: Record<"free" | "sent" | "route" | "scene" | "off", string>;
}

const base: Record<Theme, Omit<Palette, "accent" | "alarm" | "doubt" | "ink" | "status">> = {
  dark: {
    background: "#080d13",
    abroad: "#0b1118",
    abroadLine: "#131d28",
    land: ["#162230", "#131d28"],
    urban: "#1a2838",
    edge: "#0a1626",
    edgeOpacity: 0.9,
    border: "#3d536b",
    outline: "#55718f",
    label: "#8ca1b8",
    labelHalo: "#0b1119",
    road: "#2f4054",
    roadCase: "#0c141d",
    place: "#5d7186",
    squadLabel: "#c5d3e2",
  },
  light: {
    background: "#e3e9ef",
    abroad: "#e9eef3",
    abroadLine: "#d6dee7",
    land: ["#fafcfd", "#f3f7fa"],
    urban: "#ffffff",
    edge: "#8aa0b8",
    edgeOpacity: 0.25,
    border: "#9db0c5",
    outline: "#7d93ab",
    label: "#5d6d81",
    labelHalo: "#ffffff",
    road: "#f1e8d0",
    roadCase: "#dde4ec",
    place: "#8a99ab",
    squadLabel: "#24344a",
  },
};

export function paletteOf(theme: Theme): Palette {
  const style = getComputedStyle(document.documentElement);
  const token = (name: string) => style.getPropertyValue(name).trim() || "#888888";
  return {
    ...base[theme],
    accent: token("--accent"),
    alarm: token("--r-breach"),
    doubt: token("--r-half"),
    ink: token("--bg0"),
    status: {
      free: token("--s-free"),
      sent: token("--s-sent"),
      route: token("--s-route"),
      scene: token("--s-scene"),
      off: token("--s-off"),
    },
  };
}

/** Local fonts: without a glyph server MapLibre draws all text with what the machine has. */
export const MAP_FONT = ["Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", "sans-serif"];
