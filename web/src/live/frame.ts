/** One squad in a position frame. */
export interface Position {
  slot: number;
  lon: number;
  lat: number;
  /** Degrees, or absent when the device gave none. */
  heading?: number;
  /** Metres per second. */
  speed: number;
  /** Metres; at 1020 it may be more. */
  accuracy: number;
  suspicious: boolean;
  /** Epoch milliseconds by the server's clock, from the frame's time and the fix's age. */
  fixAt: number;
  /** The age did not fit: the fix is at least 255 s old. */
  old: boolean;
}

export interface Frame {
  serverNow: number;
  coarse: boolean;
  positions: Position[];
}

const HEADER = 12;
const RECORD = 16;

/** Reads a position frame (little-endian); a frame of another format or a cut one is refused, not guessed at. */
export function decodeFrame(bytes: Uint8Array): Frame | undefined {
  if (bytes.byteLength < HEADER) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.getUint8(0) !== 1) return undefined;
  const count = view.getUint16(2, true);
  if (bytes.byteLength < HEADER + count * RECORD) return undefined;
  const serverNow = view.getFloat64(4, true);
  const positions: Position[] = [];
  for (let i = 0; i < count; i++) {
    const at = HEADER + i * RECORD;
    const heading = view.getUint8(at + 10);
    const age = view.getUint8(at + 14);
    positions.push({
      slot: view.getUint16(at, true),
      lon: view.getInt32(at + 2, true) / 1e6,
      lat: view.getInt32(at + 6, true) / 1e6,
      ...(heading === 255 ? {} : { heading: heading * 2 }),
      speed: view.getUint8(at + 11) / 2,
      accuracy: view.getUint8(at + 12) * 4,
      suspicious: (view.getUint8(at + 13) & 1) === 1,
      fixAt: serverNow - age * 1000,
      old: age === 255,
    });
  }
  return { serverNow, coarse: (view.getUint8(1) & 1) === 1, positions };
}

/** The MessagePack protocol hands over bytes, the JSON protocol base64. */
export function frameBytes(message: Uint8Array | ArrayBuffer | string): Uint8Array {
  if (message instanceof Uint8Array) return message;
  if (message instanceof ArrayBuffer) return new Uint8Array(message);
  return Uint8Array.from(atob(message), (c) => c.charCodeAt(0));
}
