import type { Entry, Task } from "./task";

export type Leftover = "steps" | "evidence" | "messages" | "fixes";

const PART: Record<Task["to"], Leftover> = {
  case: "steps",
  squad: "steps",
  evidence: "evidence",
  message: "messages",
};

/** What this phone has not reported yet, by what it is (未上报). */
export function leftovers(
  entries: readonly Pick<Entry, "task">[],
  track: { queued: number; unkept: number },
) {
  const counts: Record<Leftover, number> = {
    steps: 0,
    evidence: 0,
    messages: 0,
    fixes: track.queued + track.unkept,
  };
  for (const { task } of entries) counts[PART[task.to]]++;
  const parts = (Object.keys(counts) as Leftover[]).flatMap((of) =>
    counts[of] > 0 ? [{ of, count: counts[of] }] : [],
  );
  return { parts, total: parts.reduce((sum, { count }) => sum + count, 0) };
}
