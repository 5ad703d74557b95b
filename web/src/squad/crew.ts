import { computed } from "vue";
import { type CaseCommand, revealPhone } from "@/api/cases";
import { newId } from "@/api/ids";
import { Problem } from "@/api/problem";
import type { ClockPassed, EvidenceKind, Me, MessageNews } from "@/api/shapes";
import { pageClock } from "@/clocks/ticker";
import { type Now, squadNow, tellSquad } from "./api";
import { type Device, sha256Of } from "./device";
import { draftName } from "./draft";
import { standsAt } from "./duty";
import type { Keep, Kept } from "./keep";
import { deviceLink } from "./link";
import { startReporting } from "./reporting";
import { type Notice, nothingShown } from "./shown";
import { presses } from "./steps/presses";
import { pendingStep, progress } from "./steps/progress";
import { nameOf, outlivesRefusal, type SquadCommand } from "./steps/task";

export type Crew = ReturnType<typeof startCrew>;

const ENDING = ["decline-directive", "finish-scene", "feedback"];

interface CrewPorts {
  keep: Keep;
  device: Device;
  /** The line is up again. */
  up(): void;
  flushTrack(): Promise<void>;
}

/** The squad's page as one thing: what the server says, what is still to be reported, and what may be pressed. */
export function startCrew(me: Me, { keep, device, up, flushTrack }: CrewPorts) {
  const shown = nothingShown();
  /** Cases this crew itself has ended: their going is no news. */
  const ended = new Set<string>();
  let appliedAt = 0;
  /** The arrival just reported goes without the code that was scanned. */
  let strangeCode = false;

  const heard = () => {
    shown.heardAt = performance.now();
  };

  function show(now: Now) {
    shown.squad = now.squad;
    shown.queue = now.queue ?? [];
    shown.shift = now.shift;
    shown.unread = now.unread ?? 0;
    shown.job = now.job ?? undefined;
    shown.asOf = now.serverNow;
    shown.desk = now.desk;
  }

  function take(now: Now, askedAt?: number) {
    const instant = Date.parse(now.serverNow);
    pageClock.take(now.serverNow, askedAt);
    heard();
    shown.signedOut = false;
    shown.clocksStopped = !now.clocksAlive;
    if (instant < appliedAt) return;
    appliedAt = instant;
    const before = shown.job?.card;
    const after = now.job?.card;
    const over = before?.workflow === "closed" || before?.workflow === "fedBack";
    if (before && before.id !== after?.id && !over && !ended.has(before.id)) shown.notice = { kind: "gone" };
    if (before?.id === after?.id && before?.fast === "enRoute" && after?.fast === "onScene") {
      if (!shown.entries.some(({ task }) => task.to === "case" && task.command.type === "arrive"))
        shown.notice = { kind: "fence" };
    }
    show(now);
    void keep.putLast({ now, ahead: instant - Date.now() });
  }

  async function refresh() {
    const askedAt = performance.now();
    try {
      take(await squadNow(), askedAt);
    } catch (error) {
      reporting.heard(error);
      throw error;
    }
  }
  const refreshSoon = () => void refresh().catch(() => undefined);

  const reporting = startReporting({
    person: me.id,
    keep,
    device,
    flushTrack,
    acknowledged({ task }, { card }) {
      heard();
      if (task.to === "case") void keep.dropDraft(draftName(task.caseId, task.command.type));
      if (task.to === "case" && ENDING.includes(task.command.type)) ended.add(task.caseId);
      const job = shown.job;
      if (task.to === "case" && card && job?.card.id === card.id && job.card.version < card.version)
        shown.job = { ...job, card };
      const tells = task.to === "case" ? pendingStep(task.command) !== undefined : task.to === "squad";
      if (tells) shown.notice = strangeCode ? { kind: "strangeCode" } : { kind: "saved", step: nameOf(task) };
      strangeCode = false;
      refreshSoon();
    },
    refused({ task }, error, givenUp) {
      const why = error instanceof Problem ? error.message : String(error);
      shown.notice = {
        kind: "refused",
        step: nameOf(task),
        why,
        lost: givenUp.length,
        kept: outlivesRefusal(task),
      };
      refreshSoon();
    },
    changed(entries, stuck) {
      shown.entries = entries;
      shown.stuck = stuck;
    },
    displaced(since) {
      shown.displaced = since;
    },
    signedOut() {
      shown.signedOut = true;
    },
    unknownVenue() {
      strangeCode = true;
    },
  });

  const link = deviceLink({
    // Comes after the page: the first job is read over plain HTTP.
    createHub: async () => (await import("./hub")).deviceHub(device.id),
    poll: refresh,
    now: (message) => take(JSON.parse(message) as Now),
    clock: (message) => {
      shown.notice = { kind: "clock", passed: JSON.parse(message) as ClockPassed };
    },
    displaced: (message) => reporting.displaced((JSON.parse(message) as { since?: string }).since ?? ""),
    message: (message) => hear(JSON.parse(message) as MessageNews),
    up(isUp) {
      shown.linked = isUp;
      if (!isUp) return;
      refreshSoon();
      void reporting.flush();
      up();
    },
    heard,
    pulse({ clocksAlive }) {
      shown.clocksStopped = !clocksAlive;
    },
  });

  function hear(news: MessageNews) {
    shown.news = news;
    if (news.message?.side !== "dispatch") return;
    shown.unread++;
    shown.notice = { kind: "message", why: news.message.text };
  }

  const standing = computed(() => {
    const job = shown.job;
    if (!job) return undefined;
    const pending = shown.entries.flatMap(({ task }) => {
      const step = task.to === "case" && task.caseId === job.card.id ? pendingStep(task.command) : undefined;
      return step ? [step] : [];
    });
    return progress(job.card, pending, job.directive?.mode);
  });
  const state = computed(() => standsAt(shown.squad, shown.entries));
  /** The crew has said that it cannot go; the server does not know yet. */
  const declining = computed(() =>
    shown.entries.some(
      ({ task }) =>
        task.to === "case" && task.caseId === shown.job?.card.id && task.command.type === "decline-directive",
    ),
  );

  const queue = presses(shown, reporting.queue);

  /** Steps of the job, pressed in one go. */
  function press(...commands: CaseCommand[]) {
    const caseId = shown.job?.card.id;
    return queue(caseId ? commands.map((command) => ({ to: "case", caseId, command })) : []);
  }

  /** Takes a directive that waits behind the job in hand. */
  const ack = (caseId: string) => queue([{ to: "case", caseId, command: { type: "ack-directive" } }]);

  function say(command: SquadCommand) {
    const squadId = shown.squad?.id;
    return queue(squadId ? [{ to: "squad", squadId, command }] : []);
  }

  /** Going on duty is asked for directly: it only makes sense with the server there. */
  async function tell(command: SquadCommand) {
    const squad = shown.squad;
    if (!squad) return;
    const { card } = await tellSquad(squad.id, command);
    shown.squad = card;
    refreshSoon();
  }

  async function attach(kind: EvidenceKind, { file, thumb }: { file: Blob; thumb: string }) {
    const caseId = shown.job?.card.id;
    if (!caseId) return;
    const id = newId();
    try {
      const sha256 = await sha256Of(file);
      await keep.putFile(id, file);
      const picture = { to: "evidence", caseId, kind, thumb } as const;
      await reporting.queue([sha256 === undefined ? picture : { ...picture, sha256 }], id);
    } catch (error) {
      await keep.entries.remove([id]).catch(() => undefined);
      throw error;
    }
  }

  function write(text: string) {
    const squadId = shown.squad?.id;
    const about = shown.job?.card.id;
    return queue(squadId ? [{ to: "message", squadId, text, ...(about ? { caseId: about } : {}) }] : []);
  }

  /** A change of what waits here that the phone could not write down. */
  const told =
    (change: (id: string) => Promise<unknown>) =>
    async (id: string): Promise<boolean> => {
      try {
        return (await change(id)) !== false;
      } catch {
        shown.notice = { kind: "unkept" };
        return true;
      }
    };

  const wake = () => {
    link.wake();
    void reporting.flush();
  };
  document.addEventListener("visibilitychange", () => !document.hidden && wake());
  addEventListener("online", wake);

  return {
    me,
    keep,
    shown,
    standing,
    /** Where the squad stands, what is not reported yet included. */
    state,
    declining,
    press,
    ack,
    say,
    tell,
    attach,
    write,
    /** False when it is on its way already. */
    undo: told(reporting.undo),
    drop: told(reporting.drop),
    retry: told(reporting.retry),
    /** Sends what waits now rather than at its next turn. */
    flush: reporting.flush,
    phone: () => revealPhone(shown.job?.card.id ?? ""),
    refresh,
    /** What the server said to another part of the page. */
    heard: reporting.heard,
    hush: () => {
      shown.notice = undefined;
    },
    /** The crew sees the conversation: nothing of it needs telling any more. */
    read: () => {
      shown.unread = 0;
      if (shown.notice?.kind === "message") shown.notice = undefined;
    },
    note(notice: Notice) {
      shown.notice = notice;
    },
    async takeOver() {
      await reporting.takeOver();
      refreshSoon();
      up();
    },
    /** Opens with what was last known, until the server says better. */
    recall(kept: Kept) {
      pageClock.take(Date.now() + kept.ahead);
      show(kept.now);
    },
    async begin() {
      await reporting.begin();
      void link.run();
    },
  };
}
