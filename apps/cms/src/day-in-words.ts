const format = new Intl.DateTimeFormat('en-US', { dateStyle: 'long', timeZone: 'UTC' });

/** `2025-10-01` as `October 1, 2025`, as pages tell every other day. */
export function dayInWords(day: string): string {
  return format.format(new Date(`${day}T00:00:00Z`));
}

const dayLength = 24 * 60 * 60 * 1000;

/** The day that is so many days earlier. */
export function dayBefore(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - days * dayLength).toISOString().slice(0, 10);
}
