import { onMounted, onUnmounted, type ShallowRef, shallowRef, watch } from "vue";
import type { Candidate } from "@/api/advice";
import type { LonLat } from "@/api/shapes";
import { caseMarks } from "@/live/caseMarks";
import { openIncidents } from "@/live/picture";
import { caseMarkers } from "@/map/caseMarkers";
import { type Chart, type ChartOptions, createMap } from "@/map/createMap";
import { districtLayer } from "@/map/districtLayer";
import type { Geodata } from "@/map/geodata";
import { incidentLayer } from "@/map/incidentLayer";
import { kinLayer } from "@/map/kinLayer";
import { missionLines } from "@/map/missionLines";
import { pinLayer } from "@/map/pinLayer";
import { roadLayer } from "@/map/roadLayer";
import { squadLayer } from "@/map/squadLayer";
import { trackLayer } from "@/map/trackLayer";
import { venueLayer } from "@/map/venueLayer";
import { theme } from "@/theme/theme";
import { consoleWords as t } from "@/words/console";
import { ageText } from "../age";
import { rows, units } from "../desk/board";
import { pin, pinning, placePin } from "../desk/pin";
import { relatedLines } from "../desk/related";
import { candidates, chosen, select, selected, selectedId } from "../desk/selection";
import { trackDots } from "../desk/track";
import { openUnit } from "../desk/unit";
import { missions, squadMarks, underway } from "./marks";

export interface MapOptions extends ChartOptions {
  geodata: Geodata;
  labelsFrom: number;
}

/** One map of the console, kept equal to the desk; both the overview and the inset are this. */
export function useChart(
  element: Readonly<ShallowRef<HTMLElement | null>>,
  options: MapOptions,
  ready: () => void,
) {
  const chart = shallowRef<Chart>();
  const failed = shallowRef(false);
  let gone = false;

  async function draw() {
    if (!element.value) return;
    const made = await createMap(element.value, options);
    if (gone) return made.remove();
    made.add(districtLayer(made, options.geodata));
    made.add(roadLayer(made, options.geodata, "district-name"));
    made.add(venueLayer(made, options.geodata.venues, t("app.demo")));
    const crowds = made.add(incidentLayer(made));
    const squads = made.add(squadLayer(made, { labelsFrom: options.labelsFrom, onPick: openUnit }));
    const past = made.add(trackLayer(made));
    const lines = made.add(missionLines(made));
    const kin = made.add(kinLayer(made));
    const markers = made.add(caseMarkers(made, { onPick: (id) => !pinning.value && select(id) }));
    const mark = made.add(pinLayer(made, (point: LonLat) => placePin({ ...point, datum: "wgs84" })));
    chart.value = made;
    const minutes = (c: Candidate) => t("map.minutes", { code: c.code, n: Math.round(c.minutes) });

    watch(() => caseMarks(rows.value, selectedId.value), markers.show, { immediate: true });
    watch(() => squadMarks(units.value, ageText), squads.show, { immediate: true });
    watch(
      () => {
        const way = underway(selected.value, units.value);
        return way.length > 0
          ? way
          : missions(selected.value, candidates.value, chosen.value, units.value, minutes);
      },
      lines.show,
      { immediate: true },
    );
    watch(trackDots, past.show, { immediate: true });
    watch(openIncidents, crowds.show, { immediate: true });
    watch(relatedLines, kin.show, { immediate: true });
    watch([pin, pinning], ([at, on]) => mark.show(at, on), { immediate: true });
    watch(theme, made.setTheme);
    made.map.once("idle", ready);
  }

  onMounted(() => {
    draw().catch((error: unknown) => {
      failed.value = true;
      console.error(error);
    });
  });
  onUnmounted(() => {
    gone = true;
    chart.value?.remove();
  });
  return { chart, failed };
}
