/** What a key asks for on the console; typing into a field is never a shortcut. */
export type Intent =
  | { do: "move"; by: 1 | -1 }
  | { do: "pick"; candidate: number }
  | { do: "dispatch"; again: boolean }
  | { do: "locate" }
  | { do: "undo" }
  | { do: "new" }
  | { do: "command" }
  | { do: "silence" }
  | { do: "leave" };

export interface Key {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  shiftKey: boolean;
}

const WRITES = "input, textarea, select, [contenteditable]";
const PRESSES = "button, a[href], summary, [role=tab], [role=option]";

export function intentOf(key: Key, target: Element | null): Intent | undefined {
  const name = key.key.length === 1 ? key.key.toLowerCase() : key.key;
  if (name === "Escape") return { do: "leave" };
  if (target?.closest(WRITES)) return undefined;
  if (key.ctrlKey || key.metaKey) return name === "z" && !key.shiftKey ? { do: "undo" } : undefined;
  if (key.altKey) return undefined;
  const onControl = target?.closest(PRESSES) !== null && target !== null;
  switch (name) {
    case "j":
    case "ArrowDown":
      return { do: "move", by: 1 };
    case "k":
    case "ArrowUp":
      return { do: "move", by: -1 };
    case "1":
    case "2":
    case "3":
    case "4":
      return { do: "pick", candidate: Number(name) };
    case "Enter":
      return onControl && !target?.closest("[data-keys=list]")
        ? undefined
        : { do: "dispatch", again: key.shiftKey };
    case "f":
      return { do: "locate" };
    case "n":
      return { do: "new" };
    case "/":
      return { do: "command" };
    case " ":
      return onControl ? undefined : { do: "silence" };
    default:
      return undefined;
  }
}
