import type { ErrorReport } from '@plaincode/content-schemas';
import { describe, expect, it } from 'vitest';
import { createReportId, type ErrorReports } from './error-reports.ts';

/** What every store of reports must do. Each test finds what those before it left. */
export function testErrorReports(name: string, open: () => ErrorReports): void {
  const start = Date.parse('2026-11-24T10:00:00Z');
  const made = (second: number, more: Partial<ErrorReport> = {}): ErrorReport => {
    const at = new Date(start + second * 1000);
    const words = 'What is said there is wrong.';
    const page = '/hcpcs/J9000/';
    return {
      id: createReportId(at),
      page,
      place: null,
      words,
      email: null,
      received: at.toISOString(),
      ...more,
    };
  };
  const [first, second, third] = [made(1), made(2, { email: 'a@b.example', place: 'modifiers' }), made(3)];

  describe(name, () => {
    it('keeps reports until it is full, and gives them out the oldest first', async () => {
      const reports = open();
      expect(await reports.add(third, 3)).toBe(true);
      expect(await reports.add(first, 3)).toBe(true);
      expect(await reports.add(second, 3)).toBe(true);
      expect(await reports.add(made(4), 3)).toBe(false);
      expect(await reports.waiting('', 10)).toEqual([first, second, third]);
      expect(await reports.waiting('', 2)).toEqual([first, second]);
      expect(await reports.waiting(second.id, 2)).toEqual([third]);
    });

    it('forgets what it is told to, and has room again', async () => {
      const reports = open();
      await reports.remove([first.id, third.id, made(9).id]);
      await reports.remove([]);
      expect(await reports.waiting('', 10)).toEqual([second]);
      expect(await reports.add(third, 2)).toBe(true);
    });
  });
}
