/** Cases this phone closed and still owes the feedback (反馈) for; the squad itself is free again by then. */
export function owedFeedback(person: string) {
  const key = `opsmap.owed.${person}`;
  const ids = () => JSON.parse(localStorage.getItem(key) ?? "[]") as string[];
  const keep = (next: string[]) => localStorage.setItem(key, JSON.stringify(next));
  return {
    first: () => ids()[0],
    owe: (id: string) => keep([...new Set([...ids(), id])]),
    paid: (id: string) => keep(ids().filter((other) => other !== id)),
  };
}
