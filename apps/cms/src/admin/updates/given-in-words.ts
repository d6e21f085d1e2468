/** What came of giving items out by the rules. */
export function givenInWords(assigned: number): string {
  if (assigned === 0) return 'No item was given out: no rule fits one that nobody has.';
  return assigned === 1
    ? '1 item is given out by the rules.'
    : `${assigned.toLocaleString('en-US')} items are given out by the rules.`;
}
