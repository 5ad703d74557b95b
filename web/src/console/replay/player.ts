import type { RecordedFix, Recording } from "@/api/replay";
import type { Position } from "@/live/frame";
import type { LiveStore } from "@/live/store";

/** Puts the page's store to any moment of a recording, by the very code that keeps it live. */
export function player(tape: Recording, store: LiveStore, moment: (t: number) => void) {
  const from = Date.parse(tape.from);
  const to = Date.parse(tape.to);
  const counts = new Map<string, number>();
  const rows = [...tape.rows]
    .map((row) => ({ ...row, t: Date.parse(row.at) }))
    .sort((a, b) => a.t - b.t || a.seq - b.seq)
    .map((row) => {
      const seq = (counts.get(row.county) ?? 0) + 1;
      counts.set(row.county, seq);
      return { ...row, seq };
    });
  const fixes = [...tape.fixes].sort((a, b) => a[1] - b[1]);
  let at = Number.POSITIVE_INFINITY;
  let row = 0;
  let fix = 0;

  function rewind() {
    store.reset({ ...tape.snapshot, heads: {} });
    [row, fix, at] = [0, 0, from];
  }

  return {
    from,
    to,
    /** Shows the moment `t`, kept inside the recording; going back starts over from its beginning. */
    seek(t: number) {
      const wanted = Math.min(to, Math.max(from, t));
      if (wanted < at) rewind();
      const due = rows.slice(
        row,
        upTo(rows, row, (r) => r.t <= wanted),
      );
      row += due.length;
      if (due.length > 0) store.feed(due);
      const newest = new Map<number, RecordedFix>();
      for (; fix < fixes.length && (fixes[fix] as RecordedFix)[1] <= wanted; fix++) {
        const each = fixes[fix] as RecordedFix;
        newest.set(each[0], each);
      }
      if (newest.size > 0)
        store.frame({ serverNow: wanted, coarse: false, positions: [...newest.values()].map(position) });
      at = wanted;
      moment(wanted);
    },
  };
}

export type Player = ReturnType<typeof player>;

function upTo<T>(list: readonly T[], start: number, holds: (item: T) => boolean) {
  let end = start;
  while (end < list.length && holds(list[end] as T)) end++;
  return end;
}

const position = ([slot, shownAt, lon, lat, accuracy, heading, speed, age]: RecordedFix): Position => ({
  slot,
  lon: lon / 1e6,
  lat: lat / 1e6,
  ...(heading < 0 ? {} : { heading }),
  speed: Math.max(0, speed),
  accuracy,
  suspicious: false,
  fixAt: shownAt - age * 1000,
  old: false,
});
