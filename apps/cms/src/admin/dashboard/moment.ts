const format = new Intl.DateTimeFormat('en-US', { dateStyle: 'medium', timeStyle: 'short' });

/** A moment as the dashboard writes it: Nov 24, 2026, 6:15 PM. */
export const moment = (at: string): string => format.format(new Date(at));
