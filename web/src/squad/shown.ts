import { shallowReactive } from "vue";
import type { CaseCard, CaseDetail, ClockPassed, MessageNews, Shift, SquadCard } from "@/api/shapes";
import type { Desk } from "./api";
import type { Entry, TaskName } from "./steps/task";

/** Something to tell the crew once. */
export interface Notice {
  kind: "saved" | "refused" | "gone" | "fence" | "clock" | "problem" | "message" | "unkept" | "strangeCode";
  step?: TaskName;
  why?: string;
  lost?: number;
  /** It is still on this phone. */
  kept?: boolean;
  passed?: ClockPassed;
}

interface Shown {
  squad: SquadCard | undefined;
  job: CaseDetail | undefined;
  queue: CaseCard[];
  shift: Shift | undefined;
  entries: readonly Entry[];
  stuck: boolean;
  linked: boolean;
  /** Monotonic milliseconds of the last word from the server. */
  heardAt: number | undefined;
  /** The server's instant of what is shown. */
  asOf: string | undefined;
  unread: number;
  /** The latest word about the conversation; its panel takes it from here. */
  news: MessageNews | undefined;
  /** Since when another phone of this account reports; empty when nobody said. */
  displaced: string | undefined;
  signedOut: boolean;
  /** Nobody watches the promises: reminders and overdue marks do not come. */
  clocksStopped: boolean;
  desk: Desk | undefined;
  notice: Notice | undefined;
}

/** Before anybody has said anything. */
export const nothingShown = () =>
  shallowReactive<Shown>({
    squad: undefined,
    job: undefined,
    queue: [],
    shift: undefined,
    entries: [],
    stuck: false,
    linked: false,
    heardAt: undefined,
    asOf: undefined,
    unread: 0,
    news: undefined,
    displaced: undefined,
    signedOut: false,
    clocksStopped: false,
    desk: undefined,
    notice: undefined,
  });
