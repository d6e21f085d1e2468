import type { Line } from '../container/lines.ts';
import { actionOf, countLine, subjectOf } from './layout.ts';

/** Whether a text is an addenda file, by its first lines. One without a change begins with its summary. */
export function looksLikeAddenda(firstLines: readonly Line[]): boolean {
  const [first, second] = firstLines.map(({ text }) => text.trim()).filter((text) => text !== '');
  if (first === undefined) return false;
  return actionOf(first) !== null || (subjectOf(first) !== null && countLine.test(second ?? ''));
}
