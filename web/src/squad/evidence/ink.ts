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

const PEN = 1 / 120;

/** Draws strokes round and even; a single touch is a dot. `width` is what the pad's whole width is drawn as. */
export function drawInk(
  context: CanvasRenderingContext2D,
  strokes: readonly Dot[][],
  width: number,
  pen = Math.max(2, width * PEN),
) {
  context.lineCap = "round";
  context.lineJoin = "round";
  context.lineWidth = pen;
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

/** The part of the pad that is written on, with a margin: a name in a corner is still a name. */
export function inkBox(strokes: readonly Dot[][], margin = 0.03) {
  const dots = strokes.flat();
  const [xs, ys] = [dots.map(({ x }) => x), dots.map(({ y }) => y)];
  const [left, top] = [Math.min(...xs) - margin, Math.min(...ys) - margin];
  return { left, top, width: Math.max(...xs) + margin - left, height: Math.max(...ys) + margin - top };
}
