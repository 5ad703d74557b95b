import { get, postOnce } from "./http";
import { newId } from "./ids";
import type { LonLat } from "./shapes";

/** A task for a department of the joint conference (联办事项); a department knows of the matter only what stands here. */
export interface JointTask {
  id: string;
  county: string;
  countyName: string;
  department: { id: string; name: string };
  mode: "supervise" | "dedicated" | "joint";
  text: string;
  due: string;
  late?: boolean;
  state: "open" | "replied" | "closed";
  matter: {
    no?: string;
    kind?: string;
    title?: string;
    place?: string;
    point?: LonLat;
    respondent?: string;
    receivedAt?: string;
  };
  reply?: string;
  repliedAt?: string;
  repliedBy?: string;
  remark?: string;
  setBy: string;
  setAt: string;
  version: number;
}

export interface Department {
  id: string;
  code: string;
  name: string;
  liaison?: string;
  phone?: string;
  placeholder: boolean;
  closed: boolean;
}

export const inbox = (before?: string, signal?: AbortSignal) =>
  get<{ items: JointTask[] }>(
    `/api/joint-tasks/inbox?limit=50${before ? `&before=${encodeURIComponent(before)}` : ""}`,
    signal,
  );
export const replyTask = (task: JointTask, text: string, commandId = newId()) =>
  postOnce<{ version: number }>(`/api/joint-tasks/${task.id}/reply`, {
    commandId,
    text,
    version: task.version,
  } as { commandId: string });
export const departments = () => get<Department[]>("/api/departments");
