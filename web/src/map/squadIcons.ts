import type { MapLibre } from "./createMap";
import type { Palette } from "./palette";

export type UnitStatus = keyof Palette["status"];
const SIZE = 48;
const STATUSES: UnitStatus[] = ["free", "sent", "route", "scene", "off"];

/** One picture per status, once filled (live) and once hollow (ageing): shape first, colour second. */
export function addSquadIcons(map: MapLibre, palette: Palette) {
  for (const status of STATUSES) {
    for (const hollow of [false, true]) {
      const name = hollow ? `${status}-ageing` : status;
      const picture = draw(status, hollow, palette);
      if (map.hasImage(name)) map.updateImage(name, picture);
      else map.addImage(name, picture, { pixelRatio: 2 });
    }
  }
}

function draw(status: UnitStatus, hollow: boolean, palette: Palette): ImageData {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = SIZE;
  const c = canvas.getContext("2d", { willReadFrequently: true });
  if (!c) throw new Error("no 2d canvas");
  const colour = palette.status[status];
  c.translate(SIZE / 2, SIZE / 2);
  c.lineJoin = "round";
  const shape = (path: () => void) => {
    c.beginPath();
    path();
    c.lineWidth = 7;
    c.strokeStyle = palette.ink;
    c.stroke();
    c.fillStyle = hollow ? palette.ink : colour;
    c.fill();
    if (!hollow) return;
    c.lineWidth = 3.5;
    c.strokeStyle = colour;
    c.stroke();
  };
  if (status === "route") {
    shape(() => {
      c.moveTo(0, -17);
      c.lineTo(13, 14);
      c.lineTo(0, 7);
      c.lineTo(-13, 14);
      c.closePath();
    });
  } else if (status === "scene") {
    shape(() => c.roundRect(-12, -12, 24, 24, 5));
    c.fillStyle = hollow ? colour : palette.ink;
    c.fillRect(-4, -4, 8, 8);
  } else if (status === "free") {
    shape(() => c.arc(0, 0, 11, 0, 7));
  } else {
    c.beginPath();
    c.arc(0, 0, 10, 0, 7);
    c.fillStyle = palette.ink;
    c.fill();
    c.lineWidth = 4;
    if (status === "off" || hollow) c.setLineDash([5, 4]);
    c.strokeStyle = colour;
    c.stroke();
    if (status === "sent") {
      c.beginPath();
      c.setLineDash([]);
      c.arc(0, 0, 4, 0, 7);
      c.fillStyle = colour;
      c.fill();
    }
  }
  return c.getImageData(0, 0, SIZE, SIZE);
}
