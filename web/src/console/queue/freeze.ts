const AFTER_KEY = 2_000;

/** The list never moves under the pointer, nor in the two seconds after a key. */
export function orderFreeze(monotonic: () => number = () => performance.now()) {
  let shown: string[] = [];
  let pointerOver = false;
  let keyAt = Number.NEGATIVE_INFINITY;

  const frozen = () => pointerOver || monotonic() - keyAt < AFTER_KEY;
  return {
    frozen,
    pointer(over: boolean) {
      pointerOver = over;
    },
    key() {
      keyAt = monotonic();
    },
    /** A new view (tab, filter) starts from its own order. */
    release() {
      shown = [];
      keyAt = Number.NEGATIVE_INFINITY;
    },
    /** Frozen: what stays keeps its place, what is gone leaves, what is new comes at the end. */
    order(wanted: readonly string[]): string[] {
      if (!frozen() || shown.length === 0) shown = [...wanted];
      else {
        const still = new Set(wanted);
        const kept = shown.filter((id) => still.has(id));
        const known = new Set(kept);
        shown = [...kept, ...wanted.filter((id) => !known.has(id))];
      }
      return shown;
    },
  };
}
