const CODE = /[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}/i;

/** The venue's code in what was scanned or typed: the bare code, or an address that holds it. */
export const venueCodeIn = (text: string) => CODE.exec(text)?.[0].toLowerCase();

interface Detector {
  detect(source: HTMLVideoElement): Promise<{ rawValue: string }[]>;
}
type DetectorClass = new (options: { formats: string[] }) => Detector;

const detectorClass = () => (globalThis as { BarcodeDetector?: DetectorClass }).BarcodeDetector;

/** Some browsers read codes themselves; on the others the code is typed. */
export const canScan = () => detectorClass() !== undefined && navigator.mediaDevices !== undefined;

const LOOK_EVERY = 250;

/** Looks through the camera until it sees a venue's code; `end` puts the camera away. */
export async function scanVenue(video: HTMLVideoElement, seen: (code: string) => void, strange: () => void) {
  const Detector = detectorClass();
  if (!Detector) throw new DOMException("no reader of codes", "NotSupportedError");
  const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
  const end = () => {
    clearInterval(look);
    for (const track of stream.getTracks()) track.stop();
  };
  const detector = new Detector({ formats: ["qr_code"] });
  let busy = false;
  const look = setInterval(async () => {
    if (busy || video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA) return;
    busy = true;
    try {
      const [first] = await detector.detect(video);
      if (!first) return;
      const code = venueCodeIn(first.rawValue);
      if (code) seen(code);
      else strange();
    } catch {
      // A frame that cannot be read: the next one may.
    } finally {
      busy = false;
    }
  }, LOOK_EVERY);
  video.srcObject = stream;
  await video.play().catch(end);
  return end;
}
