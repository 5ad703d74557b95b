import { type Dot, drawInk, inkBox } from "./ink";

/** The server takes no more for one photo without squeezing it itself. */
export const LARGEST = 300 * 1024;
const LONGEST_SIDE = 1_920;
const THUMB_SIDE = 160;
const QUALITIES = [0.82, 0.72, 0.62, 0.5];
const SMALLER = 0.75;
const LEAST_SIDE = 480;

interface Size {
  width: number;
  height: number;
}

/** The same picture with its longer side no longer than this. */
export function within({ width, height }: Size, longest: number): Size {
  const scale = Math.min(1, longest / Math.max(width, height));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

/** The best picture that is small enough: first with less quality, then with fewer pixels. */
export async function fit<B extends { size: number }>(
  size: Size,
  encode: (size: Size, quality: number) => Promise<B>,
  largest = LARGEST,
): Promise<B> {
  let now = within(size, LONGEST_SIDE);
  for (;;) {
    for (const quality of QUALITIES) {
      const made = await encode(now, quality);
      if (made.size <= largest || Math.max(now.width, now.height) <= LEAST_SIDE) return made;
    }
    now = within(now, Math.max(now.width, now.height) * SMALLER);
  }
}

const drawn = ({ width, height }: Size, draw: (context: CanvasRenderingContext2D) => void) => {
  const canvas = document.createElement("canvas");
  Object.assign(canvas, { width, height });
  const context = canvas.getContext("2d");
  if (!context) throw new Error("no canvas");
  // transparent pictures would turn black
  context.fillStyle = "#fff";
  context.fillRect(0, 0, width, height);
  draw(context);
  return canvas;
};

export const blobOf = (canvas: HTMLCanvasElement, type: string, quality?: number) =>
  new Promise<Blob>((done, fail) =>
    canvas.toBlob((blob) => (blob ? done(blob) : fail(new Error("not encoded"))), type, quality),
  );

/** A file to send and a picture small enough to keep in a list. */
export interface Shot {
  file: Blob;
  thumb: string;
}

/** A photo from the camera, upright, small enough for a weak network. Throws where the phone cannot read it. */
export async function compressPhoto(photo: Blob): Promise<Shot> {
  const bitmap = await createImageBitmap(photo, { imageOrientation: "from-image" });
  try {
    const at = (size: Size) =>
      drawn(size, (context) => context.drawImage(bitmap, 0, 0, size.width, size.height));
    const file = await fit(bitmap, (size, quality) => blobOf(at(size), "image/jpeg", quality));
    return { file, thumb: at(within(bitmap, THUMB_SIDE)).toDataURL("image/jpeg", 0.7) };
  } finally {
    bitmap.close();
  }
}

const SIGNATURE_SIDE = 1_000;
const LEAST_PEN = 2.5;

/** What was written with a finger, cut to the writing, as a file and as a small picture. */
export async function signatureOf(strokes: readonly Dot[][]): Promise<Shot> {
  const box = inkBox(strokes);
  const at = (side: number) => {
    const scale = side / Math.max(box.width, box.height);
    const size = { width: Math.round(box.width * scale), height: Math.round(box.height * scale) };
    return drawn(size, (context) => {
      context.translate(-box.left * scale, -box.top * scale);
      drawInk(context, strokes, scale, Math.max(LEAST_PEN, scale / 120));
    });
  };
  return {
    file: await blobOf(at(SIGNATURE_SIDE), "image/png"),
    thumb: at(THUMB_SIDE).toDataURL("image/jpeg", 0.8),
  };
}
