const days = new Intl.DateTimeFormat('en-US', { dateStyle: 'long', timeZone: 'UTC' });

/**
 * What a list says of a code that is not simply in force; empty for one that is. A state to come is told with its day
 * `from`, in words that hold before that day and after it: a page or an index may be read long after it was made.
 */
export function stateWords(state: string, from = ''): string {
  if (state === 'terminated') return 'Terminated';
  if (state === 'deleted') return 'Deleted';
  const day = from && days.format(new Date(`${from}T00:00:00Z`));
  if (state === 'upcoming') return day ? `In effect from ${day}` : 'Upcoming';
  if (state === 'leaving') return `Deleted from ${day}`;
  return '';
}
