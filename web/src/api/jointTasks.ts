import { call, get, postOnce } from "./http";
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
  county: string;
  name: string;
  duty?: string;
  liaison?: string;
  phone?: string;
  placeholder: boolean;
  closed: boolean;
  sort: number;
  version: number;
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
export interface DepartmentSaid {
  name: string;
  county?: string;
  code?: string;
  duty?: string;
  liaison?: string;
  phone?: string;
  placeholder?: boolean;
  closed?: boolean;
  sort?: number;
}
export const enterDepartment = (commandId: string, department: DepartmentSaid) =>
  postOnce<{ id: string }>("/api/departments", { commandId, department } as { commandId: string });
export const changeDepartment = (id: string, department: DepartmentSaid, version: number) =>
  call("PUT", `/api/departments/${id}`, { body: { commandId: newId(), department, version } });
export const departments = () => get<Department[]>("/api/departments");

export const TASK_MODES = ["joint", "supervise", "dedicated"] as const;
export interface TaskSaid {
  department: string;
  mode: (typeof TASK_MODES)[number];
  text: string;
  due: string;
  case?: string;
}
/** Tasks about one case, newest first. */
export const tasksOf = (caseId: string, signal?: AbortSignal) =>
  get<{ items: JointTask[] }>(`/api/joint-tasks?case=${caseId}&limit=50`, signal);
export const setTask = (commandId: string, task: TaskSaid) =>
  postOnce<{ id: string }>("/api/joint-tasks", { commandId, task } as { commandId: string });
export const stepTask = (task: JointTask, step: "send-back" | "close", text: string) =>
  postOnce<{ version: number }>(`/api/joint-tasks/${task.id}/${step}`, {
    commandId: newId(),
    text,
    version: task.version,
  } as { commandId: string });
