import { describe, expect, it } from "vitest";
import { intentOf, type Key } from "./keys";

const press = (key: string, more: Partial<Key> = {}): Key => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...more,
});
const element = (html: string) => {
  const holder = document.createElement("div");
  holder.innerHTML = html;
  return holder.firstElementChild;
};

describe("a key", () => {
  it.each([
    [press("j"), { do: "move", by: 1 }],
    [press("K"), { do: "move", by: -1 }],
    [press("3"), { do: "pick", candidate: 3 }],
    [press("Enter"), { do: "dispatch", again: false }],
    [press("Enter", { shiftKey: true }), { do: "dispatch", again: true }],
    [press("z", { ctrlKey: true }), { do: "undo" }],
    [press("/"), { do: "command" }],
    [press("n"), { do: "new" }],
    [press(" "), { do: "silence" }],
  ])("%o means %o", (key, intent) => expect(intentOf(key, document.body)).toEqual(intent));

  it("typed into a field is text, except Escape", () => {
    const field = element("<input>");
    expect(intentOf(press("n"), field)).toBeUndefined();
    expect(intentOf(press("z", { ctrlKey: true }), field)).toBeUndefined();
    expect(intentOf(press("Escape"), field)).toEqual({ do: "leave" });
  });
  it("on a button presses the button, but the list dispatches", () => {
    expect(intentOf(press("Enter"), element("<button></button>"))).toBeUndefined();
    expect(intentOf(press(" "), element("<button></button>"))).toBeUndefined();
    const row =
      element('<ul data-keys="list"><li><button></button></li></ul>')?.querySelector("button") ?? null;
    expect(intentOf(press("Enter"), row)).toEqual({ do: "dispatch", again: false });
  });
  it("of the browser stays the browser's", () => {
    expect(intentOf(press("f", { ctrlKey: true }), document.body)).toBeUndefined();
    expect(intentOf(press("n", { altKey: true }), document.body)).toBeUndefined();
  });
});
