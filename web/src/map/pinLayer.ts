import { Marker } from "maplibre-gl";
import type { LonLat } from "@/api/shapes";
import type { Chart, Layer } from "./createMap";
import "./pinLayer.css";

/** The pin 定位点 of a complaint being written: click sets it, dragging moves it. */
export function pinLayer(chart: Chart, onPlaced: (point: LonLat) => void) {
  const { map } = chart;
  const element = document.createElement("div");
  element.className = "pin";
  element.setAttribute("aria-hidden", "true");
  const marker = new Marker({ element, draggable: true, anchor: "bottom" });
  let listening = false;
  const place = ({ lng, lat }: { lng: number; lat: number }) => onPlaced({ lon: lng, lat });
  const onClick = (event: { lngLat: { lng: number; lat: number } }) => place(event.lngLat);
  marker.on("dragend", () => place(marker.getLngLat()));

  function listen(on: boolean) {
    if (on === listening) return;
    listening = on;
    map.getCanvas().style.cursor = on ? "crosshair" : "";
    if (on) map.on("click", onClick);
    else map.off("click", onClick);
  }

  return {
    show(point: LonLat | undefined, listenForClicks: boolean) {
      listen(listenForClicks);
      if (point) marker.setLngLat([point.lon, point.lat]).addTo(map);
      else marker.remove();
    },
    repaint: () => undefined,
    remove() {
      listen(false);
      marker.remove();
    },
  } satisfies Layer & { show(point: LonLat | undefined, listenForClicks: boolean): void };
}
