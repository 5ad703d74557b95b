import type { CaseCommand } from "@/api/cases";
import type { EvidenceKind } from "@/api/shapes";
import { stepName } from "./progress";

export type SquadCommand = { type: string } & Record<string, unknown>;

/** Something this phone has to report: a step of a case, a word of the squad, a picture, a message. */
export type Task =
  | { to: "case"; caseId: string; command: CaseCommand }
  | { to: "squad"; squadId: string; command: SquadCommand }
  | { to: "evidence"; caseId: string; kind: EvidenceKind; thumb: string; sha256?: string }
  | { to: "message"; squadId: string; text: string; caseId?: string };

/** What proves that this phone said it, then, and in this order. */
export interface Seal {
  id: string;
  seq: number;
  signature: string;
}

/** A task pressed on this phone, kept until the server acknowledged it. */
export interface Entry {
  /** The command id: a replay carries the same one, so the server acts once. */
  id: string;
  /** The order of the presses on this phone. */
  seq: number;
  task: Task;
  /** The instant of the press, by the server's clock as known here. */
  occurredAt: string;
  /** Before this local instant it may still be taken back. */
  sendAt: number;
  device?: Seal;
  /** What was pressed in one go is taken back in one go: the id of the first of it. */
  press?: string;
  /** Why the server does not want it; kept for the crew to send again or to throw away. */
  failed?: string;
}

/** A refused step is void with whatever was built on it; a refused picture or message is still worth keeping. */
export const outlivesRefusal = ({ to }: Task) => to === "evidence" || to === "message";

/** What depends on each other: a case's steps, a squad's. */
export const laneOf = (task: Task) =>
  task.to === "case" || task.to === "evidence" ? task.caseId : task.squadId;

/** A call for help waits for nothing; a picture that did not get through lets everything else pass. */
export const rankOf = (task: Task, stumbled: boolean) =>
  task.to === "squad" && task.command.type === "raise-sos" ? 0 : task.to === "evidence" && stumbled ? 2 : 1;

/** Where the instant effect is the point: the alarm that stops, the help that comes. Every other step waits for a moment and may be taken back. */
const AT_ONCE = ["ack-directive", "raise-sos"];
export const isHeld = (task: Task) =>
  (task.to === "case" || task.to === "squad") && !AT_ONCE.includes(task.command.type);

/** What a phone signs of a task: the command as it is sent, of a picture its kind and the hash of the file. */
export function signedOf(task: Task): Record<string, unknown> | undefined {
  if (task.to === "case" || task.to === "squad") return task.command;
  if (task.to === "message" || task.sha256 === undefined) return undefined;
  return { type: "add-evidence", kind: task.kind, sha256: task.sha256 };
}

const OF_SQUAD: Record<string, TaskName> = {
  "clock-off": "clockOff",
  "start-break": "startBreak",
  "end-break": "endBreak",
  ready: "ready",
  "raise-sos": "sos",
  "clear-sos": "sosOver",
};

export type TaskName =
  | ReturnType<typeof stepName>
  | "clockOff"
  | "startBreak"
  | "endBreak"
  | "ready"
  | "sos"
  | "sosOver"
  | "decline"
  | "photo"
  | "signature"
  | "message";

/** The word for a task, as the crew knows it. */
export function nameOf(task: Task): TaskName {
  if (task.to === "message") return "message";
  if (task.to === "evidence") return task.kind === "photo" ? "photo" : "signature";
  return task.to === "squad" ? (OF_SQUAD[task.command.type] ?? "ready") : stepName(task.command.type);
}
