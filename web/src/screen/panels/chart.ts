import { BarChart, LineChart } from "echarts/charts";
import { GridComponent, MarkLineComponent } from "echarts/components";
import { type ECharts, type EChartsCoreOption, init, use } from "echarts/core";
import { CanvasRenderer } from "echarts/renderers";
import { onMounted, onUnmounted, type ShallowRef, watch } from "vue";
import { theme } from "@/theme/theme";

use([BarChart, LineChart, GridComponent, MarkLineComponent, CanvasRenderer]);

/** The page's tokens as a canvas needs them. */
export const token = (name: string) =>
  getComputedStyle(document.documentElement).getPropertyValue(name).trim();

export const FONT =
  '"Barlow Semi Condensed", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif';

/** One chart in one element, redrawn for new figures, another theme or another size. */
export function useChart(element: Readonly<ShallowRef<HTMLElement | null>>, option: () => EChartsCoreOption) {
  let chart: ECharts | undefined;
  const draw = () => chart?.setOption({ animation: false, ...option() }, true);
  const size = new ResizeObserver(() => {
    chart?.resize();
    draw();
  });
  onMounted(() => {
    if (!element.value) return;
    chart = init(element.value);
    size.observe(element.value);
    draw();
    void document.fonts.ready.then(draw);
  });
  watch(option, draw);
  watch(theme, () => requestAnimationFrame(draw));
  onUnmounted(() => {
    size.disconnect();
    chart?.dispose();
  });
}
