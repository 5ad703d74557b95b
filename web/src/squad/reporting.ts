import { newId } from "@/api/ids";
import type { Problem } from "@/api/problem";
import { pageClock } from "@/clocks/ticker";
import { oneTab, otherTabs } from "./alone";
import {
  type Answer,
  displacedBy,
  registerDevice,
  retryable,
  send,
  signedOut,
  unknownDevice,
  unknownVenue,
} from "./api";
import type { Device } from "./device";
import type { Keep } from "./keep";
import { trackPatience } from "./steps/afterTrack";
import { reportOutbox } from "./steps/outbox";
import { type Entry, isHeld, laneOf, signedOf, type Task } from "./steps/task";

export const HOLD = 5_000;

/** This page's own time: it goes on while the phone's clock is being set. */
export const localNow = () => performance.timeOrigin + performance.now();

interface ReportingPorts {
  person: string;
  keep: Keep;
  device: Device;
  acknowledged(entry: Entry, answer: Answer): void;
  refused(entry: Entry, error: unknown, givenUp: Entry[]): void;
  changed(entries: readonly Entry[], stuck: boolean): void;
  displaced(since: string | undefined): void;
  signedOut(): void;
  flushTrack(): Promise<void>;
  /** The arrival is reported, what was scanned is not part of it. */
  unknownVenue(): void;
}

const LOOK_EVERY = 5_000;
const pause = (ms: number) => new Promise<void>((done) => setTimeout(done, ms));

/** Everything this phone reports: signed when pressed, sent in order, by one tab, once. */
export function startReporting(ports: ReportingPorts) {
  const { keep, device } = ports;
  const name = `opsmap-${ports.person}`;
  let displaced = false;
  let known = false;

  function heard(error: unknown) {
    if (signedOut(error)) ports.signedOut();
    if (displacedBy(error)) turn((error as Problem).facts.since ?? "");
  }

  function turn(since: string | undefined) {
    displaced = since !== undefined;
    void keep.putDisplaced(since);
    ports.displaced(since);
  }

  /** A phone without a key, or a server that does not want it, reports unsigned: that counts, only not as proof. */
  async function introduce() {
    if (known || displaced) return;
    const key = await device.key();
    try {
      if (key) await registerDevice(device.id, key);
      known = true;
    } catch (error) {
      heard(error);
      if (retryable(error)) throw error;
      known = true;
    }
  }

  async function sendSealed(entry: Entry): Promise<Answer> {
    if (displaced) throw new Error("another phone reports for this account");
    await introduce();
    const patience = trackPatience(entry.task);
    if (patience !== undefined) await Promise.race([ports.flushTrack(), pause(patience)]);
    const file = entry.task.to === "evidence" ? await keep.file(entry.id) : undefined;
    try {
      return await send(entry, file);
    } catch (error) {
      heard(error);
      const codeless = unknownVenue(error) && (await withoutCode(entry));
      if (codeless) {
        const answer = await send(codeless);
        ports.unknownVenue();
        return answer;
      }
      if (!unknownDevice(error) || !entry.device) throw error;
    }
    known = false;
    await introduce();
    try {
      return await send(entry, file);
    } catch (error) {
      if (!unknownDevice(error)) throw error;
    }
    const { device: _, ...unsigned } = entry;
    return send(unsigned, file);
  }

  /** An arrival is not lost for a code nobody knows: the same instant, signed anew without it. */
  async function withoutCode(entry: Entry): Promise<Entry | undefined> {
    if (entry.task.to !== "case" || entry.task.command.venueCode === undefined) return undefined;
    const { venueCode: _, ...command } = entry.task.command;
    const { id, seq, occurredAt } = entry;
    const seal = await device.seal({ id, about: laneOf(entry.task), occurredAt, seq, command });
    const { device: __, ...rest } = entry;
    return { ...rest, task: { ...entry.task, command }, ...(seal ? { device: seal } : {}) };
  }

  const outbox = reportOutbox<Answer>({
    store: keep.entries,
    send: sendSealed,
    retryable,
    acknowledged: ports.acknowledged,
    refused: ports.refused,
    changed: ports.changed,
    now: localNow,
    later: (run, ms) => void setTimeout(run, ms),
    alone: oneTab(name),
    tellTabs: () => tellTabs(),
  });
  const tellTabs = otherTabs(name, () => void outbox.look());
  setInterval(() => void outbox.tick(), LOOK_EVERY);

  /** Puts what one press means into the outbox, sealed with its instant. Rejected when the phone cannot keep it. */
  async function queue(tasks: Task[], press = newId(pageClock.now())) {
    const occurredAt = new Date(pageClock.now()).toISOString();
    const pressedAt = localNow();
    const entries: Entry[] = [];
    for (const task of tasks) {
      const id = entries.length === 0 ? press : newId(pageClock.now());
      const seq = await keep.nextStep();
      const command = signedOf(task);
      const seal = command && (await device.seal({ id, about: laneOf(task), occurredAt, seq, command }));
      const sendAt = pressedAt + (isHeld(task) ? HOLD : 0);
      entries.push({ id, seq, task, occurredAt, sendAt, press, ...(seal ? { device: seal } : {}) });
    }
    await outbox.add(...entries);
  }

  return {
    queue,
    heard,
    displaced: turn,
    flush: outbox.flush,
    undo: outbox.undo,
    drop: outbox.drop,
    retry: outbox.retry,
    introduce,
    async begin() {
      const since = await keep.displaced();
      if (since !== undefined) turn(since);
      else await introduce().catch(() => undefined);
      await outbox.look();
    },
    /** Makes this phone the one that reports for the account. */
    async takeOver() {
      turn(undefined);
      known = false;
      await introduce();
      void outbox.flush();
    },
  };
}

export type Reporting = ReturnType<typeof startReporting>;
