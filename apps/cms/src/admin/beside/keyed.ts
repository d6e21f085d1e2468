/** Items with a key each by what they say; what is said twice is counted. The order never changes. */
export function keyed<T>(items: readonly T[], say: (item: T) => string): { key: string; item: T }[] {
  const seen = new Map<string, number>();
  return items.map((item) => {
    const said = say(item);
    const times = (seen.get(said) ?? 0) + 1;
    seen.set(said, times);
    return { key: `${said}/${times}`, item };
  });
}
