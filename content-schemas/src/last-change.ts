import type { PublicCodePage } from './public-page.ts';

/** The day on which what a page explains last changed, by review or correction; null where it explains nothing. */
export function lastChange({
  explanation,
  corrections,
}: Pick<PublicCodePage, 'explanation' | 'corrections'>): string | null {
  if (explanation === null) return null;
  const days = [explanation.reviewed, ...(corrections ?? []).map(({ date }) => date)];
  return days.sort().at(-1) ?? null;
}
