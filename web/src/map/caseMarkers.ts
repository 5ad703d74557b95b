import { Marker } from "maplibre-gl";
import { h, render } from "vue";
import type { Urgency } from "@/clocks/countdown";
import Ring from "@/clocks/Ring.vue";
import type { Chart, Layer } from "./createMap";
import "./caseMarkers.css";

/** One case as the map draws it: the same ring as in the list. */
export interface CaseMark {
  id: string;
  lon: number;
  lat: number;
  glyph: string;
  fraction: number;
  urgency: Urgency;
  title: string;
  selected: boolean;
  dim: boolean;
  pulse: boolean;
}

interface CaseOptions {
  /** A wall draws everything larger. */
  scale?: number;
  onPick?: (id: string) => void;
}

const LAYER: Record<Urgency, number> = { ok: 1, half: 2, urge: 3, breach: 4 };

/** Case markers 工单: pointer-only and hidden from assistive technology, the queue is the equivalent control. */
export function caseMarkers(chart: Chart, options: CaseOptions = {}) {
  const { map } = chart;
  const shown = new Map<string, { marker: Marker; element: HTMLElement; drawn: string; place: string }>();
  let marks: CaseMark[] = [];

  function sizeOf(mark: CaseMark) {
    const far = map.getZoom() < 9.6;
    const size = mark.selected ? 44 : mark.urgency === "ok" ? (far ? 20 : 26) : far ? 28 : 32;
    return size * (options.scale ?? 1);
  }

  function draw(mark: CaseMark) {
    const size = sizeOf(mark);
    let entry = shown.get(mark.id);
    if (!entry) {
      const element = document.createElement("div");
      element.className = "case-mark";
      element.addEventListener("click", (event) => {
        event.stopPropagation();
        options.onPick?.(mark.id);
      });
      const marker = new Marker({ element }).setLngLat([mark.lon, mark.lat]).addTo(map);
      for (const name of ["aria-label", "tabindex", "role"]) element.removeAttribute(name);
      element.setAttribute("aria-hidden", "true");
      entry = { marker, element, drawn: "", place: "" };
      shown.set(mark.id, entry);
    }
    const place = `${mark.lon},${mark.lat}`;
    if (entry.place !== place) {
      entry.place = place;
      entry.marker.setLngLat([mark.lon, mark.lat]);
    }
    const fraction = Math.round(mark.fraction * 200) / 200;
    const drawn = [fraction, mark.urgency, size, mark.glyph, mark.selected, mark.dim, mark.pulse].join();
    if (entry.drawn === drawn) return;
    entry.drawn = drawn;
    entry.element.title = mark.title;
    entry.element.classList.toggle("on", mark.selected);
    entry.element.classList.toggle("dim", mark.dim);
    entry.element.style.zIndex = String(mark.selected ? 9 : LAYER[mark.urgency]);
    const { urgency, glyph, pulse } = mark;
    render(h(Ring, { fraction, urgency, glyph, size, pulse }), entry.element);
  }

  function drop(id: string) {
    const entry = shown.get(id);
    if (!entry) return;
    render(null, entry.element);
    entry.marker.remove();
    shown.delete(id);
  }

  const redraw = () => marks.forEach(draw);
  map.on("zoomend", redraw);

  return {
    show(next: CaseMark[]) {
      marks = next;
      const ids = new Set(marks.map((mark) => mark.id));
      for (const id of [...shown.keys()]) if (!ids.has(id)) drop(id);
      redraw();
    },
    repaint: () => undefined,
    remove() {
      map.off("zoomend", redraw);
      for (const id of [...shown.keys()]) drop(id);
    },
  } satisfies Layer & { show(marks: CaseMark[]): void };
}
