/** Where two texts part, with some of each from there on; null where they are the same. */
export function firstDifference(expected: string, made: string): string | null {
  if (expected === made) return null;
  let at = 0;
  while (at < expected.length && expected[at] === made[at]) at += 1;
  const around = (text: string) => JSON.stringify(text.slice(Math.max(0, at - 60), at + 100));
  return `at ${at}: expected ${around(expected)}, made ${around(made)}`;
}
