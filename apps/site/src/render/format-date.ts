const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/**
 * `2025-10-01` (or an instant that starts so) as `October 1, 2025`. The day is taken as written, in UTC: no
 * reader's time zone moves an effective date.
 */
export function formatDay(dayOrInstant: string): string {
  const [year, month, day] = [dayOrInstant.slice(0, 4), dayOrInstant.slice(5, 7), dayOrInstant.slice(8, 10)];
  return `${months[Number(month) - 1]} ${Number(day)}, ${Number(year)}`;
}

/** The same as a `time` element. */
export function renderDay(dayOrInstant: string): string {
  return `<time datetime="${dayOrInstant.slice(0, 10)}">${formatDay(dayOrInstant)}</time>`;
}
