/** No word from the server for so long counts as offline, whatever the browser claims. */
const SILENT = 25_000;

/** By when the server was last heard, in monotonic milliseconds. */
export const isOnline = (heardAt: number | undefined, now = performance.now()) =>
  heardAt !== undefined && now - heardAt < SILENT;
