/** A version-7 UUID: sortable, and available on plain http too, where crypto.randomUUID is not. */
export function newId(now: number = Date.now()): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  for (let i = 5, rest = now; i >= 0; i--, rest = Math.floor(rest / 256)) bytes[i] = rest % 256;
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x70;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = Array.from(bytes, (b) => b.toString(16).padStart(2, "0")).join("");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** The instant a version-7 id was made at, by the clock of whoever made it; nothing for another kind of id. */
export function madeAt(id: string): number | undefined {
  return id[14] === "7" ? Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16) : undefined;
}

/** What came so much later than it was written came from a device without signal (补传). */
const LATE = 60_000;
export const cameLate = ({ id, at }: { id: string; at: string }) => {
  const written = madeAt(id);
  return written !== undefined && Date.parse(at) - written > LATE ? written : undefined;
};
