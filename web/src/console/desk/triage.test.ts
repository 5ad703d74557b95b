import { expect, it, vi } from "vitest";
import { ref } from "vue";
import type { TriageAdvice } from "@/api/triage";

const asked = vi.hoisted(() => [] as { id: string; signal: AbortSignal; answer(): void }[]);
vi.mock("@/api/triage", () => ({
  triageOf: (id: string, signal: AbortSignal) =>
    new Promise<TriageAdvice>((answer, fail) => {
      signal.addEventListener("abort", () => fail(new DOMException("aborted", "AbortError")));
      asked.push({ id, signal, answer: () => answer({ caseId: id } as TriageAdvice) });
    }),
  decideTriage: vi.fn(),
}));
vi.mock("./selection", () => ({ selectedId: ref("second"), selected: ref(undefined) }));
vi.mock("./seat", () => ({ me: ref(undefined) }));
vi.mock("@/live/picture", () => ({ replaying: ref(false) }));
vi.mock("@/ui/toasts", () => ({ say: vi.fn() }));

it("keeps what the panel of the next case has asked for when the panel of the last one goes after it", async () => {
  const { forgetTriage, loadTriage, triage } = await import("./triage");
  const first = loadTriage("first");
  const second = loadTriage("second");
  forgetTriage("first");
  expect(asked.map(({ id, signal }) => [id, signal.aborted])).toEqual([
    ["first", true],
    ["second", false],
  ]);
  asked[1]?.answer();
  await Promise.all([first, second]);
  expect(triage.value).toEqual({ caseId: "second" });
  forgetTriage("second");
  expect(triage.value).toBeUndefined();
});
