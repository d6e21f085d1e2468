import { z } from 'zod';

/** The code set of `hcpcs`, or of `hcpcs-2025-10-01` with the day of its edition; null where the day is none of a calendar. */
export function noticeEdition(written: string): { codeSet: string; day: string | null } | null {
  const [, codeSet = '', day = null] = /^(.+?)(?:-(\d{4}-\d{2}-\d{2}))?$/.exec(written) ?? [];
  if (codeSet === '' || (day !== null && !z.iso.date().safeParse(day).success)) return null;
  return { codeSet, day };
}
