import { computed, ref, shallowRef } from "vue";
import { inbox, type JointTask, replyTask } from "@/api/jointTasks";
import type { Problem } from "@/api/problem";

const EVERY = 30_000;
const PAGE = 50;

/** The department's tasks, asked for every half minute: a liaison watches no map. */
export function startInbox(signedOut: () => void) {
  const tasks = shallowRef<JointTask[]>([]);
  const readAt = ref<number>();
  const problem = shallowRef<Problem>();
  const more = ref(false);
  const open = computed(() =>
    tasks.value.filter((task) => task.state === "open").sort((a, b) => a.due.localeCompare(b.due)),
  );
  const done = computed(() => tasks.value.filter((task) => task.state !== "open"));

  async function refresh() {
    try {
      const { items } = await inbox();
      const known = new Set(items.map((task) => task.id));
      const oldest = items.at(-1)?.setAt ?? "";
      // what was paged in before stays below what is new
      tasks.value = [...items, ...tasks.value.filter((task) => !known.has(task.id) && task.setAt < oldest)];
      if (readAt.value === undefined) more.value = items.length === PAGE;
      readAt.value = Date.now();
      problem.value = undefined;
    } catch (error) {
      if ((error as Problem).status === 401) return signedOut();
      problem.value = error as Problem;
    }
  }
  async function earlier() {
    const { items } = await inbox(tasks.value.at(-1)?.setAt);
    more.value = items.length === PAGE;
    tasks.value = [...tasks.value, ...items];
  }
  /** Answers why it was not taken. The id stays with the words: pressed twice it is one answer. */
  async function reply(task: JointTask, text: string, commandId: string): Promise<Problem | undefined> {
    try {
      await replyTask(task, text, commandId);
      await refresh();
      return undefined;
    } catch (error) {
      if ((error as Problem).status === 409) await refresh();
      return error as Problem;
    }
  }

  void refresh();
  setInterval(() => {
    if (!document.hidden) void refresh();
  }, EVERY);
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden) void refresh();
  });
  return { open, done, readAt, problem, more, earlier, reply };
}

export type Inbox = ReturnType<typeof startInbox>;
