import type { Named } from '../../discussion/discussion-view.ts';

/**
 * The ids of the people whom words name by `@` and their whole name, picked from the list or typed. Where two have the same
 * name, it is the one that was picked.
 */
export function mentionsIn(words: string, people: readonly Named[], picked: readonly string[]): string[] {
  const longestFirst = people.toSorted(
    (one, other) =>
      other.name.length - one.name.length ||
      Number(picked.includes(other.id)) - Number(picked.includes(one.id)),
  );
  let rest = words.toLowerCase();
  return longestFirst.flatMap(({ id, name }) => {
    const called = `@${name.toLowerCase()}`;
    if (!rest.includes(called)) return [];
    rest = rest.replaceAll(called, '');
    return [id];
  });
}

/** The beginning of a name that is being written behind `@`, with its blanks; null where none is. */
export function nameBegun(words: string): string | null {
  return /(?:^|\s)@([^@\n]{0,40})$/.exec(words)?.[1] ?? null;
}
