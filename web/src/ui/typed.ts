/** Names as people type them: with dots, commas or spaces between. */
export const several = (text: string) => text.split(/[、,，;；\s]+/).filter(Boolean);

/** Nothing typed is nothing said. */
export const maybe = <K extends string>(key: K, text: string) =>
  (text.trim() ? { [key]: text.trim() } : {}) as Partial<Record<K, string>>;
