import { onMounted, onUnmounted, type Ref } from "vue";

/** The first of the ways, counted from 0, that fits; the last where none does. */
export function firstFitting(ways: number, fits: (way: number) => boolean): number {
  let way = 0;
  while (way < ways - 1 && !fits(way)) way++;
  return way;
}

/**
 * Leaves out of a bar, in as many steps as it takes, what it has no room for: how long its words are depends on
 * the language and on what there is to tell, not only on the window. Each step is a class, tight-1 and so on.
 */
export function useFit(bar: Readonly<Ref<HTMLElement | null>>, steps: number) {
  const observer = new ResizeObserver(fit);

  function tighten(box: HTMLElement, by: number) {
    for (let step = 1; step <= steps; step++) box.classList.toggle(`tight-${step}`, step <= by);
  }
  function fit() {
    const box = bar.value;
    if (!box) return;
    const enough = firstFitting(steps + 1, (by) => {
      tighten(box, by);
      return box.scrollWidth <= box.clientWidth;
    });
    tighten(box, enough);
  }
  onMounted(() => {
    if (!bar.value) return;
    observer.observe(bar.value);
    for (const part of bar.value.children) observer.observe(part);
  });
  onUnmounted(() => observer.disconnect());
}
