export interface Dot {
  x: number;
  y: number;
}

/** Strokes as a finger wrote them, in parts of the pad's width: they stay where they are when the phone is turned. */
export function ink() {
  let strokes: Dot[][] = [];
  let open: Dot[] | undefined;
  return {
    strokes: () => strokes,
    empty: () => strokes.length === 0,
    begin(dot: Dot) {
      open = [dot];
      strokes = [...strokes, open];
    },
    go(dot: Dot) {
      open?.push(dot);
    },
    end() {
      open = undefined;
    },
    back() {
      strokes = strokes.slice(0, -1);
    },
    clear() {
      strokes = [];
    },
  };
}

/** Draws strokes round and even; a single touch is a dot. */
export function drawInk(context: CanvasRenderingContext2D, strokes: readonly Dot[][], width: number) {
  context.lineCap = "round";
  context.lineJoin = "round";
  context.lineWidth = Math.max(2, width / 120);
  context.strokeStyle = "#111a26";
  for (const stroke of strokes) {
    const [first, ...rest] = stroke;
    if (!first) continue;
    context.beginPath();
    context.moveTo(first.x * width, first.y * width);
    for (const dot of rest.length > 0 ? rest : [first]) context.lineTo(dot.x * width, dot.y * width);
    context.stroke();
  }
}
