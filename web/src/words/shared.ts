import { en } from "./shared.en";
import { zh } from "./shared.zh";
import { locale, vocabulary } from "./words";

/** Words every page needs: the procedure, clocks, squads, trades, and what went wrong. */
export const shared = vocabulary(zh, en);

/** Words for a code every page knows. */
export const named = shared.named;

const SITE = ["food", "drug", "device", "market", "claim", "general", "auto", "home", "price", "quality"];
/** Several words in a row, as the page's language separates them. */
export const listed = (words: readonly string[]) => words.join(locale.value === "en" ? ", " : "、");

/** One-character trade glyph drawn inside the ring. */
export const glyph = (industry: number | undefined) => {
  const trade = industry ? SITE[industry - 1] : undefined;
  return trade ? named("glyph", trade) : "·";
};

export const timeOf = (at: string | Date | number) => clockFormat("time").format(new Date(at));
export const dayOf = (at: string | Date | number) => clockFormat("day").format(new Date(at));
export const momentOf = (at: string | Date | number) => clockFormat("moment").format(new Date(at));
export const dateOf = (at: string | Date | number) => clockFormat("date").format(new Date(at));

const ZONE = "Asia/Shanghai";
const shapes = {
  time: { hour: "2-digit", minute: "2-digit", hourCycle: "h23" },
  day: { month: "long", day: "numeric", weekday: "short" },
  moment: {
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    hourCycle: "h23",
  },
  date: { year: "numeric", month: "2-digit", day: "2-digit" },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;
const formats = new Map<string, Intl.DateTimeFormat>();

function clockFormat(shape: keyof typeof shapes) {
  const key = `${locale.value}.${shape}`;
  let format = formats.get(key);
  if (!format) {
    format = new Intl.DateTimeFormat(locale.value, { ...shapes[shape], timeZone: ZONE });
    formats.set(key, format);
  }
  return format;
}
