import { computed, shallowReactive } from "vue";
import { type CaseCommand, revealPhone } from "@/api/cases";
import { newId } from "@/api/ids";
import { Problem } from "@/api/problem";
import type { CaseCard, CaseDetail, ClockPassed, Me, SquadCard } from "@/api/shapes";
import { pageClock } from "@/clocks/ticker";
import { type Now, retryable, type SquadCommand, sendStep, squadNow, tellSquad } from "./api";
import type { keepFor } from "./keep";
import { deviceLink } from "./link";
import { type Entry, stepOutbox } from "./steps/outbox";
import { pendingStep, progress, stepName } from "./steps/progress";

export const HOLD = 5_000;

/** Something to tell the crew once. */
export interface Notice {
  kind: "saved" | "refused" | "gone" | "fence" | "clock" | "problem";
  step?: ReturnType<typeof stepName>;
  why?: string;
  lost?: number;
  passed?: ClockPassed;
}

interface Shown {
  squad: SquadCard | undefined;
  job: CaseDetail | undefined;
  queue: CaseCard[];
  entries: readonly Entry[];
  stuck: boolean;
  linked: boolean;
  /** Monotonic milliseconds of the last word from the server. */
  heardAt: number | undefined;
  notice: Notice | undefined;
}

export type Crew = ReturnType<typeof startCrew>;

/** The squad's page as one thing: what the server says, what is still to be reported, and what may be pressed. */
export function startCrew(me: Me, keep: Awaited<ReturnType<typeof keepFor>>, onUp: () => void) {
  const shown = shallowReactive<Shown>({
    squad: undefined,
    job: undefined,
    queue: [],
    entries: [],
    stuck: false,
    linked: false,
    heardAt: undefined,
    notice: undefined,
  });
  /** Cases this crew itself has ended: their going is no news. */
  const ended = new Set<string>();
  let appliedAt = 0;

  const heard = () => {
    shown.heardAt = performance.now();
  };

  function take(now: Now, askedAt?: number) {
    const instant = Date.parse(now.serverNow);
    pageClock.take(now.serverNow, askedAt);
    heard();
    if (instant < appliedAt) return;
    appliedAt = instant;
    const before = shown.job?.card;
    const job = now.job ?? undefined;
    if (
      before &&
      before.id !== job?.card.id &&
      before.workflow !== "closed" &&
      before.workflow !== "fedBack"
    ) {
      shown.notice = { kind: "gone" };
    }
    if (before?.id === job?.card.id && before?.fast === "enRoute" && job?.card.fast === "onScene") {
      if (!shown.entries.some((e) => e.command.type === "arrive")) shown.notice = { kind: "fence" };
    }
    shown.squad = now.squad;
    shown.queue = now.queue ?? [];
    shown.job = job;
  }

  async function refresh() {
    const askedAt = performance.now();
    take(await squadNow(), askedAt);
  }

  const outbox = stepOutbox<{ card: CaseCard }>({
    store: keep.steps,
    send: sendStep,
    retryable,
    acknowledged(entry, { card }) {
      heard();
      if (["decline-directive", "finish-scene", "feedback"].includes(entry.command.type))
        ended.add(entry.caseId);
      if (shown.job?.card.id === card.id && shown.job.card.version < card.version)
        shown.job = { ...shown.job, card };
      if (pendingStep(entry.command)) shown.notice = { kind: "saved", step: stepName(entry.command.type) };
      void refresh().catch(() => undefined);
    },
    refused(entry, error, givenUp) {
      const step = stepName(entry.command.type);
      const why = error instanceof Problem ? error.message : String(error);
      shown.notice = { kind: "refused", step, why, lost: givenUp.length };
      void refresh().catch(() => undefined);
    },
    changed(entries, stuck) {
      shown.entries = entries;
      shown.stuck = stuck;
    },
    now: () => performance.timeOrigin + performance.now(),
    later: (run, ms) => void setTimeout(run, ms),
  });

  const link = deviceLink({
    // Comes after the page: the first job is read over plain HTTP.
    createHub: async () => (await import("./hub")).deviceHub(),
    poll: refresh,
    now: (message) => take(JSON.parse(message) as Now),
    clock: (message) => {
      shown.notice = { kind: "clock", passed: JSON.parse(message) as ClockPassed };
    },
    up(up) {
      shown.linked = up;
      if (!up) return;
      void refresh().catch(() => undefined);
      void outbox.flush();
      onUp();
    },
    heard,
  });

  const standing = computed(() => {
    const job = shown.job;
    if (!job) return undefined;
    const pending = shown.entries
      .filter((entry) => entry.caseId === job.card.id)
      .map((entry) => pendingStep(entry.command))
      .filter((step) => step !== undefined);
    return progress(job.card, pending, job.directive?.mode);
  });

  /** Queues a step of the present job; a held one may be taken back for five seconds. */
  async function press(command: CaseCommand, held = false) {
    const caseId = shown.job?.card.id;
    if (!caseId) return;
    shown.notice = undefined;
    const occurredAt = new Date(pageClock.now()).toISOString();
    const sendAt = performance.timeOrigin + performance.now() + (held ? HOLD : 0);
    await outbox.add({ id: newId(), caseId, command, occurredAt, sendAt });
  }

  /** Duty and breaks are asked for directly: they only make sense with the server there. */
  async function tell(command: SquadCommand) {
    const squad = shown.squad;
    if (!squad) return;
    const { card } = await tellSquad(squad.id, command);
    shown.squad = card;
    void refresh().catch(() => undefined);
  }

  const wake = () => {
    link.wake();
    void outbox.flush();
  };
  document.addEventListener("visibilitychange", () => !document.hidden && wake());
  addEventListener("online", wake);

  return {
    me,
    shown,
    standing,
    press,
    tell,
    undo: outbox.undo,
    phone: () => revealPhone(shown.job?.card.id ?? ""),
    refresh,
    hush: () => {
      shown.notice = undefined;
    },
    async begin() {
      await refresh();
      await outbox.load();
      void link.run();
    },
    note(notice: Notice) {
      shown.notice = notice;
    },
  };
}
